"""A deck without cues: where many questions together give answers away, as few as it takes are asked another way."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from quizzes.core.banks.habits import HABITS, Fates, Luck, luck, together
from quizzes.core.banks.parts import answers_of, is_right, options_of, plain
from quizzes.core.generation.balance import Asked
from quizzes.core.generation.facts import digest
from quizzes.core.generation.slots import Slot
from quizzes.core.questions import Choice, Decision, Flashcard, Multi, Question

_ROUNDS = 3
"""Evening one cue out may bring up another."""
_DEVIATIONS = 2.0
"""Well inside what the lint of banks allows, so that editing a question or two does not break it."""

_LEANS = re.compile(r"\bof (?:these|the two)\b", re.I)

Passes = Callable[[Slot, Question], bool]


def uncued(asked: Sequence[Asked], *, passes: Passes) -> list[Asked]:
    """The questions evened out, as far as the candidates of their slots allow.

    First options that are hardly ever or nearly always right, then habits of picking that win or lose against chance.
    Which questions change is drawn from their keys, and no more than it takes: fitting each answer to its neighbours
    would be a cue again.
    """
    evening = _Evening(asked, passes)
    for _ in range(_ROUNDS):
        before = list(evening.asked)
        evening.even_fates()
        for habit in range(len(HABITS)):
            evening.even_habit(habit)
        if evening.asked == before:
            break
    return evening.asked


class _Evening:
    """The questions as they change, with what is known of each: a change costs the same in a deck of any size."""

    def __init__(self, asked: Sequence[Asked], passes: Passes) -> None:
        self.asked = list(asked)
        self._passes = passes
        self._order = sorted(range(len(asked)), key=lambda at: digest(_key(asked[at][0])))
        self._fates = Fates(question for _, question in asked)
        self._lucks = [_lucks(question) for _, question in asked]
        self._showing: dict[str, list[int]] = defaultdict(list)
        for at in self._order:
            self._show(at)

    def even_fates(self) -> None:
        """Spare or replace options whose fate tells."""
        for text, fate in self._fates.cues().items():
            for at in list(self._showing[text]):
                slot, question = self.asked[at]
                if fate.is_cue and _shows(question, text, right=not fate.is_rare):
                    self._replace(at, _without(slot, question, text))

    def even_habit(self, habit: int) -> None:
        """Replace questions that a habit wins, or those that it loses, until it is near chance."""
        total = together([lucks[habit] for lucks in self._lucks])
        for at in self._order:
            if abs(total.deviation) <= _DEVIATIONS:
                return
            own = self._lucks[at][habit]
            if own.gain * total.gain > 0:
                others = _others(*self.asked[at])
                self._replace(at, (other for other in others if luck(other, HABITS[habit]).gain * total.gain <= 0))
                total = total - own + self._lucks[at][habit]

    def _replace(self, at: int, others: Iterator[Question]) -> None:
        """Ask the first of the others that may be asked, if there is one."""
        slot, question = self.asked[at]
        other = next((other for other in others if self._passes(slot, other)), None)
        if other is not None:
            self.asked[at] = (slot, other)
            self._fates.count(question, times=-1)
            self._fates.count(other)
            self._lucks[at] = _lucks(other)
            self._show(at)

    def _show(self, at: int) -> None:
        for option in options_of(self.asked[at][1]):
            self._showing[plain(option.text)].append(at)


def _key(slot: Slot) -> str:
    return slot.key or slot.facts[0].key


def _lucks(question: Question) -> tuple[Luck, ...]:
    return tuple(luck(question, habit) for habit in HABITS)


def _without(slot: Slot, question: Question, text: str) -> Iterator[Question]:
    """The question without an option, where it can be spared, then other candidates that do not show it."""
    if isinstance(question, Multi) or (isinstance(question, Choice | Decision) and _shows(question, text, right=False)):
        yield replace(question, options=tuple(option for option in question.options if plain(option.text) != text))
    for other in _others(slot, question):
        if not _shows(other, text, right=True) and not _shows(other, text, right=False):
            yield other


def _others(slot: Slot, question: Question) -> Iterator[Question]:
    """The slot's remaining candidates that ask the same, with the stem as it was placed; at last, no options at all."""
    for other in slot.candidates:
        if other != question and question.ask.endswith(other.ask[1:]):
            yield replace(other, ask=question.ask)
    if isinstance(question, Choice) and not _LEANS.search(question.ask):
        yield Flashcard(id="", ask=question.ask, answer=answers_of(question)[0])


def _shows(question: Question, text: str, *, right: bool) -> bool:
    return any(plain(option.text) == text and is_right(option) is right for option in options_of(question))
