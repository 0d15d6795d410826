"""A deck without cues: where many questions together give answers away, as few as it takes are asked another way."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from quizzes.core.banks.habits import HABITS, Fates, Habit, luck, total_luck
from quizzes.core.banks.parts import is_right, options_of, plain
from quizzes.core.generation.balance import Asked
from quizzes.core.generation.facts import digest
from quizzes.core.generation.slots import Slot
from quizzes.core.questions import Choice, Decision, Multi, Question

_ROUNDS = 3
"""Evening one cue out may bring up another."""
_DEVIATIONS = 2.0
"""Well inside what the lint of banks allows, so that editing a question or two does not break it."""

Passes = Callable[[Slot, Question], bool]


def uncued(asked: Sequence[Asked], *, passes: Passes) -> list[Asked]:
    """The questions evened out, as far as the candidates of their slots allow.

    First options that are hardly ever or nearly always right, then habits of picking that win or lose against chance.
    Which questions change is drawn from their keys, and no more than it takes: fitting each answer to its neighbours
    would be a cue again.
    """
    result = list(asked)
    for _ in range(_ROUNDS):
        before = list(result)
        _even_fates(result, passes)
        for habit in HABITS:
            _even_habit(result, habit, passes)
        if result == before:
            break
    return result


def _even_fates(asked: list[Asked], passes: Passes) -> None:
    fates = Fates(question for _, question in asked)
    showing: dict[str, list[int]] = defaultdict(list)
    for at in _drawn(asked):
        for option in options_of(asked[at][1]):
            showing[plain(option.text)].append(at)
    for text, fate in fates.cues().items():
        for at in showing[text]:
            slot, question = asked[at]
            if not fate.is_cue or not _shows(question, text, right=not fate.is_rare):
                continue
            other = next((other for other in _without(slot, question, text) if passes(slot, other)), question)
            asked[at] = (slot, other)
            fates.count(question, times=-1)
            fates.count(other)


def _even_habit(asked: list[Asked], habit: Habit, passes: Passes) -> None:
    total = total_luck((question for _, question in asked), habit)
    for at in _drawn(asked) if abs(total.deviation) > _DEVIATIONS else ():
        slot, question = asked[at]
        own = luck(question, habit)
        if own.gain * total.gain <= 0:
            continue
        others = (other for other in _others(slot, question) if luck(other, habit).gain * total.gain <= 0)
        other = next((other for other in others if passes(slot, other)), question)
        asked[at] = (slot, other)
        total = total - own + luck(other, habit)
        if abs(total.deviation) <= _DEVIATIONS:
            return


def _drawn(asked: Sequence[Asked]) -> list[int]:
    """All positions in an order that depends on the keys of the questions alone."""
    return sorted(range(len(asked)), key=lambda at: digest(asked[at][0].key or asked[at][0].facts[0].key))


def _without(slot: Slot, question: Question, text: str) -> Iterator[Question]:
    """The question without an option, which two good ones can spare, then other candidates that do not show it."""
    if isinstance(question, Choice | Multi | Decision) and _shows(question, text, right=False):
        yield replace(question, options=tuple(option for option in question.options if plain(option.text) != text))
    for other in _others(slot, question):
        if not _shows(other, text, right=True) and not _shows(other, text, right=False):
            yield other


def _others(slot: Slot, question: Question) -> Iterator[Question]:
    """The slot's remaining candidates that ask the same, with the stem as it was placed."""
    for other in slot.candidates:
        if other != question and question.ask.endswith(other.ask[1:]):
            yield replace(other, ask=question.ask)


def _shows(question: Question, text: str, *, right: bool) -> bool:
    return any(plain(option.text) == text and is_right(option) is right for option in options_of(question))
