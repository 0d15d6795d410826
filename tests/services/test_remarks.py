"""What learners say of questions: notes to themselves, flags for the author, and what the author hears."""

import pytest

from models.accounts import Learner
from models.engine import Database
from quizzes.core.access import NotFound
from quizzes.core.remarks import MOST_NOTE, MOST_WORDS, Flagged, Reason, TooLong
from quizzes.core.study import Judged
from quizzes.services import accounts, remarks, resolving, study, telling
from tests.factories import Person, choice, choices, publish


def note(person: Person, text: str, *, question_id: int = 1) -> str:
    with person.database.writing() as session:
        return remarks.write_note(session, learner_id=person.id, question_id=question_id, text=text, now=person.now)


def flag(person: Person, *, words: str = "", seq: int | None = None, question_id: int = 1, **shown: int) -> int:
    with person.database.writing() as session:
        return remarks.flag(
            session,
            learner_id=person.id,
            question_id=question_id,
            reason=Reason.TYPO,
            words=words,
            seq=seq,
            now=person.now,
            **shown,
        )


def flags(person: Person, question_id: int = 1) -> tuple[Flagged, ...]:
    with person.database.reading() as session:
        return study.trace(session, learner_id=person.id, question_id=question_id, now=person.now).flags


def again(person: Person, judged: Judged) -> Judged:
    with person.database.reading() as session:
        return study.judged(session, learner_id=person.id, seq=judged.seq)


@pytest.fixture
def known(database: Database, ana: Person) -> Judged:
    publish(database, choices(3))
    return ana.answer("wrong")


def test_a_note_is_shown_with_the_answer_and_with_every_later_one(ana: Person, known: Judged) -> None:
    assert known.note == ""

    assert note(ana, "  Think of\r\nthe other one. ") == "Think of\nthe other one."

    assert again(ana, known).note == "Think of\nthe other one."
    ana.finish()
    ana.wait(days=1)
    notes = {judged.shown.question.id: judged.note for judged in ana.finish()}
    assert notes == {"q1": "Think of\nthe other one.", "q2": "", "q3": ""}


def test_a_note_is_changed_and_taken_away(ana: Person, known: Judged) -> None:
    note(ana, "one")
    note(ana, "two")
    assert again(ana, known).note == "two"

    assert note(ana, "  ") == ""
    assert again(ana, known).note == ""


def test_a_note_is_its_learners_alone(ana: Person, ben: Person, known: Judged) -> None:
    note(ana, "mine")

    assert ben.answer().note == ""


@pytest.mark.parametrize(("over", "kept"), [(0, True), (1, False)])
def test_a_note_has_a_limit_and_a_longer_one_changes_nothing(ana: Person, known: Judged, over: int, kept: bool) -> None:
    note(ana, "old")
    if kept:
        note(ana, "x" * (MOST_NOTE + over))
    else:
        with pytest.raises(TooLong, match="1 more than the 2,000"):
            note(ana, "x" * (MOST_NOTE + over))

    assert (again(ana, known).note == "old") is not kept


def test_a_flag_keeps_what_was_answered_and_says_when_the_question_changed(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    judged = ana.answer("wrong")
    flag(ana, words=" Is it? ", seq=judged.seq)

    (before,) = flags(ana)
    publish(database, [choice("q1", explain="Now it is clear."), *choices(3)[1:]])
    (after,) = flags(ana)

    assert (before.reason, before.words, before.given, before.outdated) == (Reason.TYPO, "Is it?", ("wrong",), False)
    assert after.outdated


def test_a_flag_before_the_answer_keeps_the_version_that_was_shown(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    ana.answer()
    shown = ana.next()
    publish(database, [*choices(1), choice("q2", explain="More."), choice("q3")])

    flag(ana, question_id=shown.question_id, version_id=shown.version_id)

    (found,) = flags(ana, shown.question_id)
    assert (found.given, found.outdated) == ((), True)


def test_the_words_of_a_flag_have_a_limit(ana: Person, known: Judged) -> None:
    with pytest.raises(TooLong, match="3 more than the 500"):
        flag(ana, words="x" * (MOST_WORDS + 3))
    assert flags(ana) == ()


def test_a_flag_is_taken_back_by_whoever_set_it(ana: Person, ben: Person, known: Judged) -> None:
    flag_id, question_id = flag(ana), known.shown.question_id
    ben.answer()

    with pytest.raises(NotFound), ben.database.writing() as session:
        remarks.withdraw(session, learner_id=ben.id, question_id=question_id, flag_id=flag_id)
    assert len(flags(ana)) == 1
    with ana.database.writing() as session:
        remarks.withdraw(session, learner_id=ana.id, question_id=question_id, flag_id=flag_id)
    assert flags(ana) == ()


def test_an_authors_reply_stands_in_the_history_and_is_told_once(database: Database, ben: Person) -> None:
    publish(database, choices(3))
    judged = ben.answer("wrong")
    flag_id = flag(ben, words="Is it?", seq=judged.seq)
    with database.writing() as session:
        keeper = accounts.create_guest(session, zone_name="UTC", now=ben.now)
        session.get_one(Learner, keeper).owns_server = True
        assert telling.told(session, learner_id=ben.id) == ()
        resolving.answer_flag(
            session, deck_id=1, learner_id=keeper, flag_id=flag_id, reply="It is.", settled=True, now=ben.now
        )

    (found,) = flags(ben)
    assert (found.reply, found.settled_at) == ("It is.", ben.now)
    with database.writing() as session:
        assert [one.reply for one in telling.told(session, learner_id=ben.id)] == ["It is."]
        assert telling.told(session, learner_id=keeper) == ()
        telling.mark_read(session, learner_id=keeper, now=ben.now)
        assert len(telling.told(session, learner_id=ben.id)) == 1
        telling.mark_read(session, learner_id=ben.id, now=ben.now)
        assert telling.told(session, learner_id=ben.id) == ()
    assert [one.reply for one in flags(ben)] == ["It is."]


def test_nobody_says_anything_about_what_is_not_theirs(database: Database, ana: Person, eve: Person) -> None:
    publish(database, choices(2))
    judged = ana.answer()
    eve.answer()
    publish(database, [choice("x")], bank="private", owner_id=ana.id)

    for say in (
        lambda: note(eve, "hm", question_id=3),
        lambda: flag(eve, question_id=3),
        lambda: flag(eve, question_id=99),
        lambda: flag(eve, question_id=1, version_id=2),
        lambda: flag(eve, question_id=2, seq=judged.seq),
    ):
        with pytest.raises(NotFound):
            say()
