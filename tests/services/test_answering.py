"""Answering once: double taps, two tabs, old pages, and grades changed afterwards."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from models.engine import Database
from models.study import Card, Review
from quizzes.core.access import NotFound
from quizzes.core.grading import Mark, Response, UnfitResponse
from quizzes.core.questions import Blank, Choosable, Cloze, Flashcard, Match, Order, Pair, Typed
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.study import Judged, Rating, Stale, StaleAnswer
from quizzes.services import study
from tests.factories import Person, choice, choices, pick, publish


def kinds(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Review.kind).order_by(Review.learner_id, Review.seq)))


def test_a_double_tap_counts_once_and_says_the_same(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    presented = ana.present(ana.next())

    first = ana.send(presented, pick("wrong"))
    second = ana.send(presented, pick("wrong"))

    assert isinstance(first, Judged)
    assert second == first
    assert kinds(database) == ["new"]


def test_another_answer_to_the_same_page_is_refused_and_kept_out(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    presented = ana.present(ana.next())
    ana.send(presented, pick("wrong"))

    second = ana.send(presented, pick("right"))

    assert second == StaleAnswer(reason=Stale.ANSWERED_OTHERWISE, deck_id=1)
    assert kinds(database) == ["new"]


def test_of_two_tabs_the_second_is_kept_without_effect(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    ana.answer()
    one, other = ana.present(ana.next()), ana.present(ana.next())
    ana.send(one, pick("right"))

    late = ana.send(other, pick("wrong"))

    assert late == StaleAnswer(reason=Stale.MOVED_ON, deck_id=1)
    assert kinds(database) == ["new", "new", "late"]
    assert ana.next().progress.done == 2
    assert ana.agrees_with_log()
    assert ana.send(other, pick("wrong")) == late


def test_two_tabs_at_the_same_moment_count_once(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    ana.answer()
    pages = [ana.present(ana.next()) for _ in range(4)]

    with ThreadPoolExecutor(4) as tabs:
        outcomes = list(tabs.map(lambda page: ana.send(page, pick("right")), pages))

    assert [isinstance(outcome, Judged) for outcome in outcomes].count(True) == 1
    assert sorted(kinds(database)) == ["late", "late", "late", "new", "new"]
    assert ana.agrees_with_log()


def test_a_visitor_may_have_a_second_page_open_at_the_first_answer(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    one, other = ana.present(ana.next()), ana.present(ana.next())
    ana.send(one, pick("right"))

    assert ana.send(other, pick("right")) == StaleAnswer(reason=Stale.MOVED_ON, deck_id=1)


def test_an_answer_to_a_meaning_that_changed_meanwhile_is_late(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.answer()
    presented = ana.present(ana.next())
    publish(database, [choice("q1"), choice("q2", rev=2)])

    assert ana.send(presented, pick("right")) == StaleAnswer(reason=Stale.REVISED, deck_id=1)
    assert ana.agrees_with_log()


def test_a_presentation_is_judged_by_the_version_it_showed(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    presented = ana.present(ana.next())
    publish(database, [choice("q1", explain="Reworded since.")])

    judged = ana.send(presented, pick("right"))

    assert isinstance(judged, Judged)
    assert judged.shown.question.explain == ""


def test_a_page_of_somebody_else_answers_nothing(database: Database, ana: Person, eve: Person) -> None:
    publish(database, choices(3))
    ana.answer()
    eve.answer()
    stolen = ana.present(ana.next())

    with pytest.raises(NotFound):
        eve.send(stolen, pick("right"))


def test_a_response_that_cannot_be_changes_nothing(database: Database, ana: Person) -> None:
    publish(database, choices(1))

    with pytest.raises(UnfitResponse):
        ana.send(ana.present(ana.next()), Response(keys=("nowhere",)))

    assert kinds(database) == []


@pytest.mark.parametrize(("taken_ms", "kept"), [(-5, 0), (10**9, 60_000)])
def test_time_is_kept_within_a_minute(database: Database, ana: Person, taken_ms: int, kept: int) -> None:
    publish(database, choices(1))

    ana.send(ana.present(ana.next()), pick("right"), taken_ms=taken_ms)

    with database.reading() as session:
        assert session.scalar(select(Review.taken_ms)) == kept


def test_a_right_answer_with_the_hint_is_hard_and_stays_so(database: Database, ana: Person) -> None:
    publish(database, choices(1))

    judged = ana.answer(hinted=True)

    assert (judged.quality, judged.hinted, judged.choices) == (3, True, ())


def test_i_do_not_know_is_again(database: Database, ana: Person) -> None:
    publish(database, choices(1))

    judged = ana.send(ana.present(ana.next()), Response(unknown=True))

    assert isinstance(judged, Judged)
    assert (judged.grade.verdict, judged.quality) == (Mark.UNKNOWN, 1)


def test_the_judgement_survives_a_reload(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    ana.answer()
    judged = ana.answer("wrong")

    with database.reading() as session:
        again = study.judged(session, learner_id=ana.id, seq=judged.seq)

    assert again == judged


def test_a_judgement_offers_nothing_more_after_the_next_answer(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    first = ana.answer()
    assert [choice.rating for choice in first.choices] == [Rating.HARD]
    ana.answer()

    with database.reading() as session:
        assert study.judged(session, learner_id=ana.id, seq=first.seq).choices == ()
    with pytest.raises(NotFound):
        ana.regrade(first, Rating.HARD)


def test_a_flashcard_says_what_each_button_gives_and_is_rated_by_hand(database: Database, ana: Person) -> None:
    publish(database, [Flashcard(id="f", ask="What?", answer="That.")])
    shown = ana.next()

    judged = ana.send(ana.present(shown), Response(keys=("hard",)))

    assert [(f.rating.value, f.interval_days, f.again_today) for f in shown.forecasts] == [
        ("again", 1, True),
        ("hard", 1, True),
        ("good", 1, False),
        ("easy", 1, False),
    ]
    assert isinstance(judged, Judged)
    assert (judged.quality, judged.slipped, judged.choices) == (3, False, ())


def test_hard_good_and_easy_move_the_ease_and_the_log_agrees(database: Database, ana: Person) -> None:
    publish(database, [Typed(id="t", ask="Port?", answer="22")])
    judged = ana.send(ana.present(ana.next()), Response(texts=("22",)))
    assert isinstance(judged, Judged)

    for rating, ease in ((Rating.EASY, 260), (Rating.HARD, 236), (Rating.GOOD, 250), (Rating.GOOD, 250)):
        judged = ana.regrade(judged, rating)
        with database.reading() as session:
            assert session.scalar(select(Card.ease_hundredths)) == ease
        assert ana.agrees_with_log()

    assert kinds(database) == ["new", "regrade", "regrade", "regrade"]


def test_a_typed_answer_can_be_overruled_and_back(database: Database, ana: Person) -> None:
    publish(database, [Typed(id="t", ask="Name?", answer="Kubernetes")])
    wrong = ana.send(ana.present(ana.next()), Response(texts=("k8s",)))
    assert isinstance(wrong, Judged)
    assert wrong.overrulable

    right = ana.regrade(wrong, Rating.GOOD)
    assert (right.quality, right.overrulable, right.forecast.again_today) == (4, False, False)
    assert ana.end().right == 1

    assert ana.regrade(right, Rating.AGAIN) == wrong
    assert ana.agrees_with_log()


def test_a_wrong_choice_cannot_become_right(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    wrong = ana.answer("wrong")

    with pytest.raises(NotFound):
        ana.regrade(wrong, Rating.GOOD)


def test_the_eighth_lapse_names_a_leech(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    leeches = []
    for _ in range(13):
        leeches.append(ana.answer("wrong").leech)
        ana.finish()
        ana.wait(days=1)

    assert leeches == [None] * 8 + [8] + [None] * 3 + [12]


@pytest.mark.parametrize(
    ("question", "response"),
    [
        (
            Order(id="o", ask="Order.", steps=tuple(Choosable(key=key, text=key) for key in "abcd")),
            Response(keys=tuple("abcd")),
        ),
        (
            Match(
                id="m",
                ask="Pair.",
                pairs=(Pair(key="a", left="A", right_key="1", right="one"),),
                extra=(Choosable(key="2", text="two"),),
            ),
            Response(keys=("1",)),
        ),
        (Cloze(id="c", ask="TCP opens with ___.", blanks=(Blank(answer="SYN"),)), Response(texts=("syn",))),
    ],
    ids=["order", "match", "cloze"],
)
def test_other_kinds_are_shown_and_judged(
    database: Database, ana: Person, question: Order | Match | Cloze, response: Response
) -> None:
    publish(database, [question])
    shown = ana.next()

    judged = ana.send(ana.present(shown), response)

    assert isinstance(judged, Judged)
    assert (judged.quality, judged.entry) == (4, EntryKind.NEW)
    assert judged.shown.order == shown.order
    assert set(shown.order) == {"order": set("abcd"), "match": {"1", "2"}, "cloze": set()}[question.kind]
    assert question.kind != "order" or shown.order != tuple("abcd")


def test_what_a_page_showed_can_be_shown_again(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    shown = ana.next()

    with database.reading() as session:
        assert study.shown(session, presented=ana.present(shown), now=ana.now) == shown
