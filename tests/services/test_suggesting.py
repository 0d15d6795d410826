"""Suggestions: made after an answer, limited, withdrawn, and heard of by those who may read remarks."""

from dataclasses import replace

import pytest

from models.accounts import Learner
from models.engine import Database
from models.study import Card
from quizzes.core.access import NotFound
from quizzes.core.inbox import DeckInbox, Matter, Order
from quizzes.core.remarks import Reason, TooLong
from quizzes.core.suggestions import MOST_A_DAY, MOST_PROPOSED, BadSource, SuggestionKind
from quizzes.services import inbox, remarks, resolving, suggesting
from quizzes.services.suggesting import Suggested, TooMany
from tests.factories import Person, choice, choices, publish
from tests.services.test_statements import counted, statements


def suggest(
    person: Person, *, kind: SuggestionKind = SuggestionKind.WORDING, words: str = "", source: str = "", **texts: str
) -> Suggested:
    with person.database.writing() as session:
        version = suggesting.asked(session, learner_id=person.id, question_id=1).version_id
        return suggesting.suggest(
            session,
            learner_id=person.id,
            question_id=1,
            version_id=version,
            kind=kind,
            texts={name.replace("__", "."): text for name, text in texts.items()},
            words=words,
            source=source,
            now=person.now,
        )


def look(person: Person, **how: Matter | Order | int) -> DeckInbox:
    with person.database.reading() as session:
        return inbox.show(session, deck_id=1, learner_id=person.id, **how)  # type: ignore[arg-type]


@pytest.fixture
def keeper(database: Database) -> Person:
    """The server's owner, who reads what is said of its decks."""
    publish(database, choices(3))
    keeper = Person(database)
    keeper.answer()
    with database.writing() as session:
        session.get_one(Learner, keeper.id).owns_server = True
    return keeper


def test_a_suggestion_is_made_after_the_answer_and_read_by_who_keeps_the_deck(
    database: Database, ben: Person, keeper: Person
) -> None:
    ben.answer("wrong")
    with pytest.raises(NotFound), database.writing() as session:
        suggesting.asked(session, learner_id=ben.id, question_id=3)

    made = suggest(ben, ask="What is q1, then?", options__1__why="It is not.", source="https://example.org/q1")

    assert made.suggestion_id
    assert suggest(ben, ask="What is q1, then?", options__1__why="It is not.") == made
    (piece,) = look(keeper).pieces
    assert (piece.matter, piece.names, piece.outdated) == (Matter.SUGGESTION, ("a guest",), False)
    assert piece.suggestion
    assert piece.suggestion.source == "https://example.org/q1"
    assert [(one.name, one.shown, one.text, one.today) for one in piece.suggestion.fields] == [
        ("ask", "What is q1?", "What is q1, then?", "What is q1?"),
        ("options.1.why", "", "It is not.", ""),
    ]
    with pytest.raises(NotFound):
        look(ben)


def test_against_an_old_version_today_is_shown_and_parts_are_found_by_their_keys(
    database: Database, ben: Person, keeper: Person
) -> None:
    ben.answer()
    suggest(ben, options__1__text="quite wrong", options__2__text="another")
    old = choice("q1")
    right, wrong, _ = old.options
    publish(database, [replace(old, ask="Which is q1?", options=(right, replace(wrong, why="No."))), *choices(3)[1:]])

    (piece,) = look(keeper).pieces

    assert piece.outdated
    assert piece.suggestion
    assert [(one.name, one.place, one.today) for one in piece.suggestion.fields] == [
        ("options.1.text", "options.1.text", "wrong"),
        ("options.2.text", None, ""),
    ]


def test_what_proposes_just_the_same_stands_together(
    database: Database, ana: Person, ben: Person, keeper: Person
) -> None:
    for person in (ana, ben):
        person.answer()
        suggest(person, ask="Better?")
    suggest(ben, ask="Best?")

    assert [(piece.number, piece.suggestion and piece.suggestion.fields[0].text) for piece in look(keeper).pieces] == [
        (2, "Better?"),
        (1, "Best?"),
    ]


def test_a_suggestion_says_something_that_is_right_and_short_enough(ben: Person, keeper: Person) -> None:
    ben.answer()

    with pytest.raises(ValueError, match="change a text"):
        suggest(ben, ask="What is q1?")
    with pytest.raises(TooLong, match="1 more"):
        suggest(ben, ask="x" * (MOST_PROPOSED + 1))
    with pytest.raises(BadSource):
        suggest(ben, words="hm", source="javascript:alert(1)")
    assert suggest(ben, ask="").problems == {"ask": ("there is no text here; write one",)}
    assert look(keeper).pieces == ()
    assert suggest(ben, kind=SuggestionKind.DUPLICATE, words="The same as q2.").suggestion_id


def test_a_day_takes_so_many_and_an_open_one_is_taken_back(database: Database, ben: Person, keeper: Person) -> None:
    ben.answer()
    first = suggest(ben, words="number 0").suggestion_id
    for number in range(1, MOST_A_DAY):
        suggest(ben, words=f"number {number}")
    with pytest.raises(TooMany):
        suggest(ben, words="one more")
    assert first
    with pytest.raises(NotFound), database.writing() as session:
        suggesting.withdraw(session, learner_id=keeper.id, question_id=1, suggestion_id=first)

    with database.writing() as session:
        suggesting.withdraw(session, learner_id=ben.id, question_id=1, suggestion_id=first)

    assert look(keeper).counts[Matter.SUGGESTION] == MOST_A_DAY - 1
    assert suggest(ben, words="one more").suggestion_id
    ben.wait(days=1, seconds=1)
    assert suggest(ben, words="tomorrow").suggestion_id


def test_flags_and_leeches_wait_until_they_are_settled_and_come_back_by_undo(
    database: Database, ben: Person, keeper: Person
) -> None:
    ben.answer("wrong")
    with database.writing() as session:
        flag = remarks.flag(
            session, learner_id=ben.id, question_id=1, reason=Reason.WRONG, words="No.", seq=1, now=ben.now
        )
        session.get_one(Card, (ben.id, 1)).lapses = 8
    assert [(piece.matter, piece.number) for piece in look(keeper).pieces] == [(Matter.FLAG, 1), (Matter.LEECH, 1)]
    assert look(keeper).pieces[0].flags[0].given == ("wrong",)
    with database.reading() as session:
        assert inbox.waiting(session, learner_id=keeper.id) == 1
        assert inbox.waiting(session, learner_id=ben.id) is None
        assert [(one.flags, one.suggestions, one.leeches) for one in inbox.mine(session, learner_id=keeper.id)] == [
            (1, 0, 1)
        ]

    common = {"deck_id": 1, "learner_id": keeper.id}
    with database.writing() as session:
        with pytest.raises(ValueError, match="reply"):
            resolving.answer_flag(session, flag_id=flag, reply=" ", settled=False, now=ben.now, **common)
        resolving.answer_flag(session, flag_id=flag, reply="Thanks.", settled=True, now=ben.now, **common)
        resolving.settle(session, question_id=1, matter=Matter.LEECH, mark="1", now=ben.now, **common)
    assert look(keeper).pieces == ()

    with database.writing() as session:
        resolving.reopen_flag(session, flag_id=flag, **common)
        resolving.unsettle(session, question_id=1, matter=Matter.LEECH, **common)
    assert [piece.matter for piece in look(keeper, order=Order.NEWEST).pieces] == [Matter.FLAG, Matter.LEECH]
    assert [piece.matter for piece in look(keeper, matter=Matter.LEECH).pieces] == [Matter.LEECH]


def test_an_inbox_takes_as_many_statements_however_much_waits(database: Database, ben: Person, keeper: Person) -> None:
    ben.answer("wrong")
    costs = []
    for number in range(3):
        suggest(ben, words=f"number {number}")
        with database.writing() as session:
            remarks.flag(session, learner_id=ben.id, question_id=1 + number, reason=Reason.TYPO, words="", now=ben.now)
        with statements(database) as sent:
            look(keeper, shown=2)
        costs.append(counted(sent))

    assert costs == [(9, 0)] * 3
    assert len(look(keeper, shown=2).pieces) == 2
    with statements(database) as sent, database.reading() as session:
        inbox.waiting(session, learner_id=keeper.id)
    assert counted(sent) == (1, 0)
