"""A path in the hands of whoever added it: its name, new editions, and what was taken away."""

import pytest
from sqlalchemy import select

from models.decks import DeckRevision, Question
from quizzes.core.access import NotFound
from quizzes.core.regeneration import Outcome
from quizzes.services import owning
from quizzes.services.generating import generated
from quizzes.services.owning import Comparison, StaleReport
from tests.factories import Person
from tests.services.test_drafts import FILE, TEXT, joined, kept, published

MOVED = TEXT.replace("| October |", "| November |")
DOUBTFUL = TEXT.replace("It has lobed leaves on a long stalk.", "Whoever looks up sees a wide crown.")


def compared(person: Person, text: str, *, path: int) -> Comparison:
    made = generated(text, file=FILE)
    with person.database.reading() as session:
        return owning.compare(session, path_id=path, learner_id=person.learner_id, made=made, text=text, file=FILE)


def updated(person: Person, text: str, *, path: int, token: str, same: tuple[str, ...] = ()) -> bool:
    made = generated(text, file=FILE)
    with person.database.writing() as session:
        return owning.update(
            session,
            path_id=path,
            learner_id=person.id,
            made=made,
            text=text,
            file=FILE,
            token=token,
            same=same,
            now=person.now,
        )


def revs(person: Person, names: tuple[str, ...]) -> set[int]:
    with person.database.reading() as session:
        return set(session.scalars(select(Question.rev).where(Question.key.in_(names))))


def revisions(person: Person) -> int:
    with person.database.reading() as session:
        return len(session.scalars(select(DeckRevision.number)).all())


@pytest.fixture
def path(ana: Person, ben: Person) -> int:
    joined(ben)
    return published(ana, kept(joined(ana)))


def test_a_report_writes_nothing(ana: Person, path: int) -> None:
    report = compared(ana, MOVED, path=path).report

    assert report.ids(Outcome.CHANGED)
    assert revisions(ana) == 1


def test_a_changed_meaning_is_asked_again_and_all_else_stays(ana: Person, path: int) -> None:
    found = compared(ana, MOVED, path=path)

    assert updated(ana, MOVED, path=path, token=found.token)
    assert revs(ana, found.report.ids(Outcome.CHANGED)) == {2}
    assert revs(ana, found.report.ids(Outcome.KEPT)) == {1}


def test_the_same_text_changes_nothing(ana: Person, path: int) -> None:
    found = compared(ana, TEXT, path=path)

    assert found.report.ids(Outcome.KEPT) == tuple(name for entry in found.report.entries for name in entry.ids)
    assert not updated(ana, TEXT, path=path, token=found.token)
    assert revisions(ana) == 1


@pytest.mark.parametrize(("yes", "rev"), [(False, 2), (True, 1)], ids=["left open", "held for the same"])
def test_a_doubt_costs_nothing_once_it_is_answered(ana: Person, path: int, yes: bool, rev: int) -> None:
    found = compared(ana, DOUBTFUL, path=path)
    doubts = found.report.ids(Outcome.DOUBTFUL)
    updated(ana, DOUBTFUL, path=path, token=found.token, same=doubts if yes else ())

    assert revs(ana, doubts) == {rev}


def test_a_report_holds_for_its_text_and_its_revision(ana: Person, path: int) -> None:
    token = compared(ana, MOVED, path=path).token
    with pytest.raises(StaleReport):
        updated(ana, DOUBTFUL, path=path, token=token)
    updated(ana, MOVED, path=path, token=token)
    with pytest.raises(StaleReport):
        updated(ana, MOVED, path=path, token=token)


def test_a_given_name_outlives_an_edition(ana: Person, path: int) -> None:
    with ana.database.writing() as session:
        owning.rename(session, path_id=path, learner_id=ana.id, title="My trees", now=ana.now)
    updated(ana, MOVED, path=path, token=compared(ana, MOVED, path=path).token)

    with ana.database.reading() as session:
        assert owning.owned(session, path_id=path, learner_id=ana.id).title == "My trees"


def test_what_was_removed_is_listed_latest_first_until_it_is_back(ana: Person, ben: Person, path: int) -> None:
    second, bens = published(ana, kept(ana)), published(ben, kept(ben))
    for person, one in ((ana, path), (ben, bens), (ana, second)):
        person.wait(hours=1)
        with person.database.writing() as session:
            owning.remove(session, path_id=one, learner_id=person.id, now=person.now)

    with ana.database.writing() as session:
        gone = owning.all_removed(session, learner_id=ana.id)
        assert [one.path_id for one in gone] == [second, path]
        assert gone[0].removed_at == ana.now
        owning.restore(session, path_id=second, learner_id=ana.id)
        assert [one.path_id for one in owning.all_removed(session, learner_id=ana.id)] == [path]
        assert owning.all_removed(session, learner_id=None) == ()


def test_nobody_else_has_it_in_hand(ana: Person, ben: Person, path: int) -> None:
    token = compared(ana, MOVED, path=path).token
    with pytest.raises(NotFound):
        compared(ben, MOVED, path=path)
    with pytest.raises(NotFound):
        updated(ben, MOVED, path=path, token=token)
    with ben.database.writing() as session, pytest.raises(NotFound):
        owning.rename(session, path_id=path, learner_id=ben.id, title="Mine", now=ben.now)

    assert revisions(ana) == 1
