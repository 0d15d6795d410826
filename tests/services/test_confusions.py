"""What a learner mixes up, read from the log on both databases."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from models.engine import Database
from quizzes.core.access import NotFound
from quizzes.core.banks import Bank, PathRef, write
from quizzes.core.confusions import Confusion
from quizzes.core.grading import Response
from quizzes.core.questions import Choice, Option, Question, Typed, Verdict, text_key
from quizzes.core.study import Judged, Rating, Scope
from quizzes.services import confusions, decks
from quizzes.services.confusions import Compared
from tests.factories import ALL, MONDAY, Person, choice, pick, publish
from tests.services.test_statements import counted, statements

TEXT = """# Lights

## Rhythms

| Light | Rhythm |
|-------|--------|
| Fixed | steady |
| Flashing | mostly dark |
| Occulting | mostly light |
"""


def light(name: str, right: str, other: str, owner: str) -> Choice:
    return Choice(
        id=name.lower(),
        ask=f"Which rhythm does **{name}** have?",
        options=(
            Option(key=text_key(right), text=right, verdict=Verdict.RIGHT),
            Option(key=text_key(other), text=other, verdict=Verdict.WRONG, why=f"Listed for **{owner}**."),
            Option(key=text_key("steady"), text="steady", verdict=Verdict.WRONG, why="Listed for **Fixed**."),
        ),
        source="lights.md#rhythms",
    )


FLASHING = light("Flashing", "mostly dark", "mostly light", "Occulting")
OCCULTING = light("Occulting", "mostly light", "mostly dark", "Flashing")
RANGE: Question = Typed(id="range", ask="How far?", answer="near", source="lights.md#rhythms", explain="It is near.")
HEIGHT: Question = Typed(id="height", ask="How high?", answer="far", source="lights.md#rhythms", explain="It is far.")


def shine(database: Database, *questions: Question, owner_id: int | None = None) -> None:
    digest = sha256(TEXT.encode()).hexdigest()
    bank = Bank(
        id="lights", title="Lights", path=PathRef(id="lights", file="lights.md", sha256=digest), questions=questions
    )
    with database.writing() as session:
        decks.publish(
            session,
            bank=bank,
            yaml=write(bank),
            path_text=TEXT,
            path_file="lights.md",
            owner_id=owner_id,
            now=MONDAY,
        )


def give(person: Person, response: Response, scope: Scope = ALL) -> Judged:
    person.wait(seconds=10)
    judged = person.send(person.present(person.next(scope)), response)
    assert isinstance(judged, Judged)
    return judged


def offered(person: Person, judged: Judged) -> Confusion | None:
    return person.read(lambda session: confusions.offer(session, learner_id=person.id, judged=judged))


def listed(person: Person) -> list[tuple[set[str], int]]:
    found = person.read(lambda session: confusions.mixed_up(session, learner_id=person.id))
    return [({one.mix.left, one.mix.right}, one.count) for one in found]


def compared(person: Person, pair: Confusion, key: str | None = None) -> Compared:
    return person.read(
        lambda session: confusions.compare(
            session, learner_id=person.id, question_id=pair.question_id, key=key or pair.mix.key
        )
    )


def test_the_second_time_the_pair_is_offered(database: Database, ana: Person) -> None:
    shine(database, FLASHING)

    assert offered(ana, give(ana, pick("mostly light"))) is None
    again = offered(ana, give(ana, pick("mostly light")))

    assert again is not None
    assert (again.mix.left, again.mix.right, again.count) == ("Flashing", "Occulting", 2)
    assert listed(ana) == [({"Flashing", "Occulting"}, 2)]


def test_two_answers_mixed_are_offered_and_another_mistake_is_not(database: Database, ana: Person) -> None:
    shine(database, FLASHING, OCCULTING)
    first, second = give(ana, pick("mostly light")), give(ana, pick("mostly dark"))
    third = give(ana, pick("steady"))

    assert offered(ana, second) is not None
    assert offered(ana, first) is None
    assert offered(ana, third) is None


def test_an_answer_taken_back_does_not_count(database: Database, ana: Person) -> None:
    shine(database, FLASHING)
    give(ana, pick("mostly light"))
    give(ana, pick("mostly light"))
    ana.undo()

    assert listed(ana) == []
    assert offered(ana, give(ana, pick("mostly light"))) is not None


def test_typing_the_answer_of_a_question_never_seen_counts(database: Database, ana: Person) -> None:
    shine(database, RANGE, HEIGHT)
    give(ana, Response(texts=("far",)))
    ana.wait(days=1)
    give(ana, Response(texts=("far",)))
    found = ana.read(lambda session: confusions.mixed_up(session, learner_id=ana.id))

    assert [(one.mix.left, one.mix.right, one.mix.right_says) for one in found] == [("near", "far", "It is far.")]


def test_what_counts_as_right_after_all_is_no_mistake(database: Database, ana: Person) -> None:
    shine(database, RANGE, HEIGHT)
    give(ana, Response(texts=("far",)))
    ana.wait(days=1)
    judged = give(ana, Response(texts=("far",)))
    assert len(listed(ana)) == 1
    ana.regrade(judged, Rating.GOOD)

    assert listed(ana) == []


def test_two_things_stand_side_by_side_as_the_path_has_them(database: Database, ana: Person) -> None:
    shine(database, FLASHING)
    give(ana, pick("mostly light"))
    pair = offered(ana, give(ana, pick("mostly light")))
    assert pair is not None

    found = compared(ana, pair)

    assert [(row.attribute, row.left, row.right, row.left_line) for row in found.contrast.rows] == [
        ("Rhythm", "mostly dark", "mostly light", 8)
    ]
    assert (found.place.section_title, found.confusion.count) == ("Rhythms", 2)


def test_a_pair_is_its_learners_own(database: Database, ana: Person, eve: Person) -> None:
    publish(database, [choice("q1")])
    ana.answer()
    eve.answer()
    shine(database, FLASHING, owner_id=ana.id)
    mine = Scope(deck_id=2)
    give(ana, pick("mostly light"), mine)
    pair = offered(ana, give(ana, pick("mostly light"), mine))
    assert pair is not None

    assert listed(eve) == []
    with pytest.raises(NotFound):
        compared(eve, pair)
    with pytest.raises(NotFound):
        compared(ana, pair, "00000000")
    assert compared(ana, pair).confusion.count == 2


def test_what_each_page_reads(database: Database, ana: Person) -> None:
    shine(database, FLASHING, OCCULTING)
    give(ana, pick("mostly light"))
    wrong = give(ana, pick("mostly dark"))
    right = give(ana, pick("mostly dark"))
    pair = offered(ana, wrong)
    assert pair is not None
    pages: tuple[tuple[Callable[[], object], int], ...] = (
        (lambda: offered(ana, wrong), 1),
        (lambda: offered(ana, right), 0),
        (lambda: listed(ana), 2),
        (lambda: compared(ana, pair), 2),
    )

    for look, reads in pages:
        with statements(database) as sent:
            look()
        assert counted(sent) == (reads, 0)
