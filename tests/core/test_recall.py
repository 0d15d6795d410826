from datetime import date

import pytest

from quizzes.core.grading import Mark, Response, UnfitResponse, grade
from quizzes.core.questions import Choice, Decision, Option, Verdict
from quizzes.core.recall import Presentation, is_rescued, presentation_of, with_tried
from quizzes.core.scheduling.card import CardState
from quizzes.core.scheduling.quality import Result, quality
from quizzes.core.scheduling.state import State
from tests.factories import choice

TODAY = date(2026, 3, 2)


def mature(days):
    return CardState(memory=State(repetitions=4, interval_days=days, due_day=TODAY))


def options(**verdicts):
    return tuple(
        Option(key=key, text=text, verdict=Verdict(verdict)) for key, (verdict, text) in sorted(verdicts.items())
    )


REPLICAS = Choice(
    id="c",
    ask="What keeps the number of Pods?",
    recall=True,
    options=options(a=("right", "a **Deployment**"), b=("wrong", "a Deployments"), c=("wrong", "a Service")),
)
FOG = Decision(
    id="d",
    ask="Fog. What first?",
    recall=True,
    options=options(a=("best", "Sound the horn"), b=("okay", "Change the lamp"), c=("wrong", "Write the log")),
)


def typed(question, text):
    return grade(question, Response(texts=(text,)))


@pytest.mark.parametrize(("days", "presentation"), [(0, "options"), (20, "options"), (21, "typed"), (38, "typed")])
def test_only_a_mature_card_is_asked_without_its_options(days, presentation):
    assert presentation_of(REPLICAS, mature(days)) == presentation
    assert presentation_of(FOG, mature(days)) == presentation


def test_a_mature_card_that_does_not_recall_keeps_its_options():
    assert presentation_of(choice("q1"), mature(38)) is Presentation.OPTIONS


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("a Deployment", Mark.RIGHT),
        ("A DEPLOYMENT!", Mark.RIGHT),
        ("a deploiment", Mark.RIGHT),
        ("a Deployments", Mark.WRONG),
        ("a Service", Mark.WRONG),
        ("nothing of the kind", Mark.WRONG),
        ("  ", Mark.UNKNOWN),
    ],
)
def test_the_typed_text_is_compared_with_the_right_option_and_must_not_name_another(text, verdict):
    assert typed(REPLICAS, text).verdict is verdict


def test_typing_the_right_option_is_picking_it():
    assert typed(REPLICAS, "a Deployment") == grade(REPLICAS, Response(keys=("a",)))
    assert typed(FOG, "sound the horn") == grade(FOG, Response(keys=("a",)))


@pytest.mark.parametrize(("written", "verdict"), [("kubectl top", Mark.RIGHT), ("Kubectl Top", Mark.WRONG)])
def test_code_is_compared_by_the_rules_of_code(written, verdict):
    command = Choice(id="c", ask="?", options=options(a=("right", "`kubectl top`"), b=("wrong", "`kubectl get`")))
    assert typed(command, written).verdict is verdict


@pytest.mark.parametrize(("key", "verdict"), [("a", Mark.RIGHT), ("b", Mark.PARTIAL), ("c", Mark.WRONG)])
def test_what_was_picked_decides_over_what_was_typed(key, verdict):
    assert grade(FOG, Response(keys=(key,), texts=("Sound the horn",))).verdict is verdict


def test_two_texts_are_refused():
    with pytest.raises(UnfitResponse):
        grade(FOG, Response(texts=("Sound the horn", "Change the lamp")))


def test_what_was_typed_stays_with_what_was_picked():
    assert with_tried(Response(keys=("a",)), "horn") == Response(keys=("a",), texts=("horn",))
    assert with_tried(Response(keys=("a",)), "") == Response(keys=("a",))


@pytest.mark.parametrize("response", [Response(unknown=True), Response(), Response(texts=("Sound the horn",))])
def test_nothing_picked_among_the_options_is_not_knowing(response):
    assert grade(FOG, with_tried(response, "horn")).verdict is Mark.UNKNOWN


@pytest.mark.parametrize(
    ("presentation", "response", "rating"),
    [
        (Presentation.OPTIONS, Response(keys=("a",)), 4),
        (Presentation.TYPED, Response(texts=("Sound the horn",)), 4),
        (Presentation.TYPED, Response(keys=("a",), texts=("horn",)), 3),
        (Presentation.TYPED, Response(keys=("a",)), 3),
    ],
)
def test_a_right_answer_that_the_options_rescued_is_hard(presentation, response, rating):
    helped = is_rescued(presentation, response)
    assert quality(Result.RIGHT, helped=helped, card=mature(38), today=TODAY) == rating
