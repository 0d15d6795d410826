"""From recognition to recall: a mature card is typed first, and the options rescue it within the same answer."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from models.engine import Database
from models.study import Review
from quizzes.core.grading import Response
from quizzes.core.recall import Presentation
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.study import Judged, Presented, Rating, Shown, Stale, StaleAnswer
from quizzes.services import study
from tests.factories import Person, choice, pick, publish

UNTIL_MATURE = (1, 6, 15, 38)


@pytest.fixture
def veteran(database: Database, ana: Person) -> Person:
    """Someone whose only card waits 38 days and is due today."""
    publish(database, [choice("q1", recall=True)])
    for days in UNTIL_MATURE:
        judged = ana.answer()
        assert judged.forecast.interval_days == days
        ana.wait(days=days)
    return ana


def typed(text: str) -> Response:
    return Response(texts=(text,))


def logged(person: Person) -> list[Review]:
    with person.database.reading() as session:
        found = select(Review).where(Review.learner_id == person.id).order_by(Review.seq)
        return list(session.scalars(found))[len(UNTIL_MATURE) :]


def options_after(person: Person, response: Response) -> Presented:
    """The presentation at its options, after this was given instead of the right text."""
    presented = person.present(person.next())
    assert isinstance(person.send(presented, response), Shown)
    return replace(presented, tried="".join(response.texts))


def counted(person: Person, presented: Presented, response: Response) -> Judged:
    judged = person.send(presented, response)
    assert isinstance(judged, Judged), judged
    return judged


def test_a_card_is_typed_once_its_interval_is_38_days(database: Database, ana: Person) -> None:
    publish(database, [choice("q1", recall=True)])
    presentations = []
    for days in UNTIL_MATURE:
        presentations.append(ana.next().presentation)
        ana.answer()
        ana.wait(days=days)

    assert presentations == [Presentation.OPTIONS] * 4
    assert ana.next().presentation is Presentation.TYPED


def test_typed_right_counts_at_once_as_good(veteran: Person) -> None:
    judged = counted(veteran, veteran.present(veteran.next()), typed("Right"))

    assert (judged.quality, judged.entry, judged.forecast.interval_days) == (4, EntryKind.REVIEW, 95)
    assert [choice.rating for choice in judged.choices] == [Rating.HARD, Rating.EASY]
    assert [(row.presented, row.response) for row in logged(veteran)] == [("typed", '{"texts":["Right"]}')]
    assert veteran.agrees_with_log()


def test_typed_right_with_the_hint_is_hard(veteran: Person) -> None:
    assert counted(veteran, veteran.present(veteran.next(), hinted=True), typed("right")).quality == 3


@pytest.mark.parametrize("response", [typed("rite"), typed("other"), Response(unknown=True), Response()])
def test_what_is_not_right_when_typed_writes_nothing_and_shows_the_same_card(
    veteran: Person, response: Response
) -> None:
    before = veteran.next()

    again = veteran.send(veteran.present(before), response)

    assert again == replace(before, undoable=False)
    assert logged(veteran) == []
    assert veteran.next() == before
    assert veteran.agrees_with_log()


@pytest.mark.parametrize(
    ("response", "picked", "quality"),
    [
        (typed("rite"), pick("right"), 3),
        (typed("rite"), pick("wrong"), 1),
        (typed("rite"), Response(unknown=True), 1),
        (Response(unknown=True), pick("right"), 3),
        (Response(unknown=True), pick("wrong"), 1),
        (Response(unknown=True), Response(unknown=True), 1),
        (typed("rite"), typed("right"), 1),
    ],
)
def test_the_options_after_it_decide_and_one_answer_is_logged(
    veteran: Person, response: Response, picked: Response, quality: int
) -> None:
    judged = counted(veteran, options_after(veteran, response), picked)

    rows = logged(veteran)
    assert (judged.quality, judged.choices, judged.overrulable, judged.slipped) == (quality, (), False, False)
    assert judged.response.texts == response.texts
    assert [(row.kind, row.quality, row.presented, row.taken_ms) for row in rows] == [
        ("review", quality, "typed", 5000)
    ]
    assert veteran.agrees_with_log()


def test_a_rescued_card_comes_back_today_and_keeps_its_interval(veteran: Person) -> None:
    judged = counted(veteran, options_after(veteran, typed("rite")), pick("right"))

    assert (judged.forecast.again_today, judged.forecast.interval_days) == (True, 95)
    assert (veteran.next().entry, veteran.next().presentation) == (EntryKind.DRILL, Presentation.TYPED)


def test_a_failed_card_is_asked_with_its_options_again(veteran: Person) -> None:
    counted(veteran, options_after(veteran, typed("rite")), pick("wrong"))

    assert veteran.next().presentation is Presentation.OPTIONS


def test_a_double_tap_on_the_options_counts_once_and_says_the_same(veteran: Person) -> None:
    presented = options_after(veteran, typed("rite"))

    assert counted(veteran, presented, pick("right")) == counted(veteran, presented, pick("right"))
    assert len(logged(veteran)) == 1


def test_going_back_to_type_the_right_text_after_all_is_refused(veteran: Person) -> None:
    presented = options_after(veteran, typed("rite"))
    first = counted(veteran, presented, pick("wrong"))

    late = veteran.send(replace(presented, tried=None), typed("right"))

    assert late == StaleAnswer(reason=Stale.ANSWERED_OTHERWISE, deck_id=1)
    with veteran.database.reading() as session:
        assert study.judged(session, learner_id=veteran.id, seq=first.seq).quality == 1


def test_what_was_shown_is_judged_although_the_card_matured_meanwhile(veteran: Person) -> None:
    shown = replace(veteran.next(), presentation=Presentation.OPTIONS)

    judged = counted(veteran, veteran.present(shown), pick("right"))

    assert (judged.quality, judged.shown.presentation) == (4, Presentation.OPTIONS)
    assert [row.presented for row in logged(veteran)] == ["options"]


def test_a_card_that_moved_on_does_not_show_its_options_first(veteran: Person) -> None:
    one, other = veteran.present(veteran.next()), veteran.present(veteran.next())
    counted(veteran, one, typed("right"))

    assert veteran.send(other, typed("rite")) == StaleAnswer(reason=Stale.MOVED_ON, deck_id=1)


def test_an_undone_recall_is_asked_to_be_typed_again(veteran: Person) -> None:
    counted(veteran, options_after(veteran, typed("rite")), pick("right"))

    veteran.undo()

    assert veteran.next().presentation is Presentation.TYPED
    assert veteran.agrees_with_log()


def test_a_stored_recall_is_told_as_it_was(veteran: Person) -> None:
    judged = counted(veteran, options_after(veteran, typed("rite")), pick("right"))

    with veteran.database.reading() as session:
        again = study.judged(session, learner_id=veteran.id, seq=judged.seq)

    assert again.shown.presentation is Presentation.TYPED
    assert replace(again, shown=judged.shown) == judged
    assert judged.forecast.due_day > date(2026, 5, 1)
