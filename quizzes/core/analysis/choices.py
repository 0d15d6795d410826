"""Who chose what: each option with the learners who picked it, strong and weak apart; wrong answers that recur."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizzes.core.analysis.exposures import Exposure, Faced
from quizzes.core.analysis.quarters import QUARTERS, placed
from quizzes.core.questions import Choice, Cloze, Decision, Multi, Question, TrueFalse, Typed, Verdict
from quizzes.core.text import fold

SHARED = 2
"""A typed answer is shown once so many learners gave it: nobody is recognised by a word of their own."""
_MOST_TYPED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An option, or a recurring wrong answer, with how many learners chose it.

    `weak` and `strong` are those of them in the lower and upper half of the deck's learners.
    """

    text: str
    verdict: Verdict
    learners: int
    weak: int
    strong: int
    typed: bool = False


def chosen(question: Question, faced: Sequence[Faced]) -> tuple[Chosen, ...]:
    """Every option of a question as its bank lists them, or the wrong answers that several typed, most common first."""
    halves = _halves(faced)
    if isinstance(question, Typed | Cloze):
        return _typed([one.exposure for one in faced], halves)
    shown = [one.exposure for one in faced if one.exposure.offered]
    picked = {key: [one for one in shown if one.response and key in one.response.keys] for key in _options(question)}
    return tuple(_counted(text, verdict, picked[key], halves) for key, (text, verdict) in _options(question).items())


def _options(question: Question) -> Mapping[str, tuple[str, Verdict]]:
    match question:
        case Choice() | Multi() | Decision():
            return {option.key: (option.text, option.verdict) for option in question.options}
        case TrueFalse():
            verdicts = (Verdict.WRONG, Verdict.RIGHT)
            return {
                "true": ("True", verdicts[question.answer]),
                "false": ("False", verdicts[not question.answer]),
            }
        case _:
            return {}


def _typed(exposures: Iterable[Exposure], halves: Mapping[int, bool]) -> tuple[Chosen, ...]:
    wrong = [one for one in exposures if not one.right and one.response and not one.unknown]
    spelled: dict[str, list[Exposure]] = {}
    for one in wrong:
        spelled.setdefault(fold(" · ".join(one.response.texts if one.response else ())), []).append(one)
    common = sorted(spelled.values(), key=lambda same: (-len(same), same[0].learner_id))
    return tuple(
        _counted(_usual(same), Verdict.WRONG, same, halves, typed=True) for same in common if len(same) >= SHARED
    )[:_MOST_TYPED]


def _usual(same: Sequence[Exposure]) -> str:
    """The commonest spelling; of several the first."""
    return Counter(" · ".join(one.response.texts) for one in same if one.response).most_common(1)[0][0]


def _counted(
    text: str, verdict: Verdict, exposures: Sequence[Exposure], halves: Mapping[int, bool], *, typed: bool = False
) -> Chosen:
    sides = [halves[one.learner_id] for one in exposures if one.learner_id in halves]
    return Chosen(
        text=text,
        verdict=verdict,
        learners=len(exposures),
        weak=sides.count(False),
        strong=sides.count(True),
        typed=typed,
    )


def _halves(faced: Sequence[Faced]) -> Mapping[int, bool]:
    """Whether each learner belongs to the upper half."""
    return {one.exposure.learner_id: place >= QUARTERS // 2 for one, place in placed(faced)}
