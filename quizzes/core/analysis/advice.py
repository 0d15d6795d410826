"""Look at these first: what the numbers of a question speak against, and what its author can do about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from quizzes.core.analysis.choices import Chosen
from quizzes.core.analysis.numbers import Numbers
from quizzes.core.questions import Choice, Decision, TrueFalse, Verdict

EASY, HARD, FLAGS, LAPSES, SLOW = 0.95, 0.3, 5.0, 1.0, 3.0
"""Facility above and below, flags per hundred answers, lapses a learner, times the deck's usual time."""
UNUSED_FROM = 20
"""From so many learners on, an option that nobody chose is wasted."""
_RIGHT = (Verdict.RIGHT, Verdict.BEST)


class Urgency(IntEnum):
    """What to look at first: what judges learners wrongly, what fails to teach, what is dull."""

    WRONG = 0
    TEACHES_BADLY = 1
    DULL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Why a question should be looked at, and what to do; both are whole sentences, `option` is what they speak of."""

    urgency: Urgency
    reason: str
    deed: str
    option: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """A question with everything that speaks against it, the most urgent first."""

    numbers: Numbers
    advice: tuple[Advice, ...]


def look_first(all_numbers: Iterable[Numbers]) -> tuple[Advised, ...]:
    """The questions that something speaks against, the most urgent first, then by how many answers were flagged."""
    found = list(all_numbers)
    times = sorted(one.taken_ms for one in found if one.taken_ms)
    usual_ms = times[len(times) // 2] if times else 0
    advised = [Advised(numbers=one, advice=tuple(sorted(_advice(one, usual_ms), key=_urgency))) for one in found]
    return tuple(sorted((one for one in advised if one.advice), key=_order))


def _urgency(advice: Advice) -> Urgency:
    return advice.urgency


def _order(advised: Advised) -> tuple[int, int, float, float]:
    numbers = advised.numbers
    known = numbers.discrimination if numbers.discrimination is not None else 1.0
    return min(map(_urgency, advised.advice)), -len(advised.advice), -numbers.flagged, known


def _advice(numbers: Numbers, usual_ms: int) -> Iterator[Advice]:
    if numbers.asked.flags >= 2 and numbers.flagged >= FLAGS:
        yield Advice(
            urgency=Urgency.WRONG,
            reason=f"{numbers.asked.flags} flags, {numbers.flagged:.0f} for every hundred answers.",
            deed="Read what learners say in the inbox.",
        )
    if numbers.facility is None:
        return
    yield from _about_key(numbers)
    yield from _about_teaching(numbers, usual_ms)
    if numbers.facility.low > EASY:
        yield Advice(
            urgency=Urgency.DULL,
            reason="Nearly everybody was right at the first try.",
            deed="Look for a hint in the stem, or write distractors that somebody could believe.",
        )
    yield from _about_unused(numbers)


def _about_key(numbers: Numbers) -> Iterator[Advice]:
    """Signs that the wrong thing counts as right."""
    rival = _rival(numbers.chosen)
    if rival:
        yield Advice(
            urgency=Urgency.WRONG,
            reason=f"Of the stronger half, {rival.strong} chose this wrong option, more than the right one.",
            deed="Check which one is right; if both can be, make the question say more.",
            option=rival.text,
        )
    if numbers.discrimination is not None and numbers.discrimination < 0:
        yield Advice(
            urgency=Urgency.WRONG,
            reason="Who does well on the rest does worse here.",
            deed="Check the key and read the stem for a trap that only those who know fall into.",
        )
    chance = _chance(numbers)
    if chance and numbers.facility and numbers.facility.high < chance:
        yield Advice(
            urgency=Urgency.WRONG,
            reason="Fewer were right than by guessing.",
            deed="Check the key; if it is right, explain the mistake that everybody makes.",
        )


def _about_teaching(numbers: Numbers, usual_ms: int) -> Iterator[Advice]:
    if numbers.facility and numbers.facility.high < HARD:
        yield Advice(
            urgency=Urgency.TEACHES_BADLY,
            reason="Hardly anybody was right at the first try.",
            deed="Ask whether the path teaches it before; else split the question or add a hint.",
        )
    if numbers.lapses >= LAPSES:
        yield Advice(
            urgency=Urgency.TEACHES_BADLY,
            reason=f"A learner forgets it {numbers.lapses:.1f} times.",
            deed="Give it something to hold on to: an example in the explanation, or two smaller questions.",
        )
    if numbers.taken_ms and usual_ms and numbers.taken_ms > SLOW * usual_ms:
        yield Advice(
            urgency=Urgency.TEACHES_BADLY,
            reason=f"It takes {numbers.taken_ms / 1000:.0f} s, more than {SLOW:.0f} times as long as others.",
            deed="Shorten the stem and the options.",
        )


def _about_unused(numbers: Numbers) -> Iterator[Advice]:
    if numbers.learners < UNUSED_FROM or not isinstance(numbers.asked.question, Choice | Decision):
        return
    for option in numbers.chosen:
        if option.verdict is Verdict.WRONG and not option.learners:
            yield Advice(
                urgency=Urgency.DULL,
                reason=f"None of {numbers.learners} learners chose this option.",
                deed="Replace it by a mistake that people really make.",
                option=option.text,
            )


def _rival(options: Iterable[Chosen]) -> Chosen | None:
    """The wrong option that the stronger half prefers to every right one."""
    listed = [option for option in options if not option.typed]
    right = max((option.strong for option in listed if option.verdict in _RIGHT), default=0)
    wrong = max((option for option in listed if option.verdict is Verdict.WRONG), key=_strong, default=None)
    return wrong if wrong and wrong.strong > right else None


def _strong(option: Chosen) -> int:
    return option.strong


def _chance(numbers: Numbers) -> float | None:
    match numbers.asked.question:
        case Choice() | Decision() as question:
            return 1 / len(question.options)
        case TrueFalse():
            return 0.5
        case _:
            return None
