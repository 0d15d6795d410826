"""The history of a question: who changed what, for those who may read its deck."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.engine import Database
from quizzes.core.access import NotFound, Role, Visibility
from quizzes.core.banks import Bank, write
from quizzes.core.questions import Question
from quizzes.core.study import Scope
from quizzes.services import decks, sharing, versions
from quizzes.services.versions import Versions
from tests.factories import MONDAY, Person, choice, choices
from tests.services.test_groups import become, bring, do, make
from tests.services.test_statements import counted, statements


def history(database: Database, reader: Person | None, question_id: int = 1) -> Versions:
    with database.reading() as session:
        learner_id = reader.learner_id if reader else None
        return versions.of_question(session, question_id=question_id, learner_id=learner_id)


def edition(owner: Person, by: Person, questions: list[Question], *, hour: int, note: str = "") -> None:
    bank = Bank(id="basics", title="Basics", questions=tuple(questions))
    with owner.database.writing() as session:
        decks.publish(
            session,
            bank=bank,
            yaml=write(bank),
            path_text=None,
            path_file="",
            owner_id=owner.id,
            published_by=by.id,
            note=note,
            allow_retire=True,
            now=MONDAY + timedelta(hours=hour),
        )


@pytest.fixture
def edited(database: Database, ana: Person, ben: Person, eve: Person) -> Database:
    """Ana's deck in her group, where Ben edits it: five editions of q1."""
    for person, name in ((ana, "Ana"), (ben, "Ben"), (eve, "Eve")):
        become(person, name)
    make(ana)
    bring(ana, 1, ben, Role.EDITOR)
    one, two = choices(2)
    clear = replace(one, ask="What, in short, is q1?", explain="So that it is clear.")
    edition(ana, ana, [one, two], hour=1)
    do(ana, sharing.share, deck_id=1, group_id=1, now=ana.now)
    edition(ana, ben, [clear, two], hour=2, note="Said more clearly.")
    edition(ana, ana, [clear, choice("q2", explain="Nothing of q1.")], hour=3)
    edition(ana, ana, [replace(clear, rev=2), two], hour=4)
    edition(ana, ana, [two], hour=5)
    edition(ana, ana, [replace(clear, rev=2), two], hour=6)
    return database


def test_each_version_tells_what_changed_by_whom_and_why(edited: Database, ana: Person, ben: Person) -> None:
    for reader in (ana, ben):
        found = history(edited, reader)
        back, gone, again, clearer, first = found.versions
        assert [one.stored.revision for one in found.versions] == [6, 5, 4, 2, 1]
        assert [one.stored.by for one in found.versions] == ["Ana", "Ana", "Ana", "Ben", "Ana"]
        assert (first.first, first.differences) == (True, ())
        assert clearer.stored.note == "Said more clearly."
        assert [(one.field, one.before, one.after) for one in clearer.differences] == [
            ("ask", "What is q1?", "What, in short, is q1?"),
            ("explain", "", "So that it is clear."),
        ]
        assert (again.due_again, gone.retired, back.returned) == (True, True, True)
        assert {one.differences for one in (again, gone, back)} == {()}


def test_nobody_is_named_to_strangers_and_nothing_given_away_before_an_answer(
    edited: Database, ana: Person, eve: Person
) -> None:
    for reader in (eve, None):
        with pytest.raises(NotFound):
            history(edited, reader)
    with edited.writing() as session:
        sharing.set_visibility(session, deck_id=1, learner_id=ana.id, visibility=Visibility.PUBLIC)

    for stranger in (eve, None):
        clearer = history(edited, stranger).versions[3]
        assert clearer.stored.by == ""
        assert [one.field for one in clearer.differences] == ["ask"]
        assert history(edited, stranger).versions[4].stored.by == "Ana"
    eve.answer(scope=Scope(deck_id=1))
    assert [one.field for one in history(edited, eve).versions[3].differences] == ["ask", "explain"]


def test_a_history_takes_two_reads_and_a_question_of_nobody_has_none(edited: Database, ana: Person) -> None:
    with statements(edited) as sent:
        history(edited, ana)
    assert counted(sent) == (2, 0)
    with pytest.raises(NotFound):
        history(edited, ana, question_id=99)
