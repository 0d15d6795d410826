"""Questions tried out by whoever writes them: asked and judged as in a review, and nothing of it counts."""

from dataclasses import dataclass, replace

from quizzes.core.banks import Bank
from quizzes.core.grading import Grade, Response, grade
from quizzes.core.questions import Question
from quizzes.core.recall import Presentation, typed_of, wants_options, with_tried
from quizzes.core.shuffle import order_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A question as it is asked now; each turn shows its parts in another order.

    `tried` is what was typed, perhaps nothing, before a question to be typed showed its options, else None.
    """

    question: Question
    turn: int = 0
    hinted: bool = False
    presentation: Presentation = Presentation.OPTIONS
    tried: str | None = None

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of options, right sides or steps in the order of this turn."""
        return order_of(self.question, seed=0, answers=self.turn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a response to a trial is worth."""

    shown: Trial
    response: Response
    grade: Grade


def answer(trial: Trial, response: Response) -> Tried | Trial:
    """The judgement, or the same question with its options where typing it was not right; raises UnfitResponse."""
    given = response if trial.tried is None else with_tried(response, trial.tried)
    judged = grade(trial.question, given)
    if wants_options(given, judged, presentation=trial.presentation, tried=trial.tried):
        return replace(trial, tried=typed_of(response))
    return Tried(shown=trial, response=given, grade=judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """One question of a bank, counted from 1, with its line and the ids of its neighbours; "" at either end."""

    question: Question
    number: int
    questions: int
    line: int
    previous: str
    next: str


def preview_of(bank: Bank, *, key: str = "", line: int = 1) -> Preview:
    """The question with this id, else the one that begins last before or on this line, else the first.

    The bank has at least one question.
    """
    named = next((place for place, question in enumerate(bank.questions) if question.id == key), None)
    begun = sum(bank.line_of(place) <= line for place in range(len(bank.questions)))
    place = max(0, begun - 1) if named is None else named
    ids = ["", *(question.id for question in bank.questions), ""]
    return Preview(
        question=bank.questions[place],
        number=place + 1,
        questions=len(bank.questions),
        line=bank.line_of(place),
        previous=ids[place],
        next=ids[place + 2],
    )
