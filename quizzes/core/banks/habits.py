"""What a learner could score without knowing: habits of picking, options remembered for their fate, lopsided truth."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from quizzes.core.banks.parts import bare, is_right, options_of, plain
from quizzes.core.questions import Choice, Decision, Question

DEVIATIONS = 2.6
"""How many standard deviations a habit may stray from chance, to either side."""
FEWEST_PICKS = 20
"""A habit is judged where at least so many questions let it prefer one option to another."""
OFTEN = 4
"""An option's text is remembered for its fate when it is shown so often."""
RARELY_RIGHT, MOSTLY_RIGHT = 0.1, 0.6

_FEW_STATEMENTS = 20
_WORD = re.compile(r"[^\W_]{4,}")


@dataclass(frozen=True, slots=True)
class Habit:
    """A way to pick an option without knowing: the one with the highest score; `even` is what would hinder it."""

    name: str
    score: Callable[[str, str], int]
    even: str


@dataclass(frozen=True, slots=True)
class Luck:
    """What a habit wins over chance, and the variance of that; both add up over questions."""

    gain: float = 0.0
    variance: float = 0.0
    picks: int = 0

    def __add__(self, other: "Luck") -> "Luck":
        """Of both together."""
        return Luck(self.gain + other.gain, self.variance + other.variance, self.picks + other.picks)

    def __sub__(self, other: "Luck") -> "Luck":
        """Without the other."""
        return Luck(self.gain - other.gain, self.variance - other.variance, self.picks - other.picks)

    @property
    def deviation(self) -> float:
        """The gain in standard deviations; 0 where too few questions let the habit choose."""
        return self.gain / self.variance**0.5 if self.picks >= FEWEST_PICKS else 0.0


_NO_LUCK = Luck()


def luck(question: Question, habit: Habit) -> Luck:
    """What a habit wins on one question; where several options score alike it picks one of them at random."""
    if not isinstance(question, Choice | Decision):
        return _NO_LUCK
    scores = [habit.score(question.ask, option.text) for option in question.options]
    best, count = max(scores), len(scores)
    tied = scores.count(best)
    if tied == count:
        return _NO_LUCK
    won = any(score == best and is_right(option) for score, option in zip(scores, question.options, strict=True))
    return Luck(won / tied - 1 / count, 1 / (count * tied) - 1 / count**2, 1)


def total_luck(questions: Iterable[Question], habit: Habit) -> Luck:
    """What a habit wins on all questions together."""
    return together([luck(question, habit) for question in questions])


def together(lucks: Sequence[Luck]) -> Luck:
    """What is won on several questions."""
    return Luck(fsum(of.gain for of in lucks), fsum(of.variance for of in lucks), sum(of.picks for of in lucks))


@dataclass(slots=True)
class Fate:
    """How often an option's text is shown, and how often it is right."""

    shown: int = 0
    right: int = 0

    @property
    def is_rare(self) -> bool:
        """Whether the text is rather wrong than right."""
        return self.right * 2 < self.shown

    @property
    def is_cue(self) -> bool:
        """Whether who remembers the text's fate need not read the question."""
        return self.shown >= OFTEN and not RARELY_RIGHT <= self.right / self.shown <= MOSTLY_RIGHT


class Fates:
    """The fate of every option's text as `plain` has it, in the order of first showings."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self.of: dict[str, Fate] = defaultdict(Fate)
        for question in questions:
            self.count(question)

    def count(self, question: Question, *, times: int = 1) -> None:
        """Count a question's options; those of one that goes count minus once."""
        for option in options_of(question):
            fate = self.of[plain(option.text)]
            fate.shown += times
            fate.right += times * is_right(option)

    def cues(self) -> dict[str, Fate]:
        """The texts whose fate tells."""
        return {text: fate for text, fate in self.of.items() if fate.is_cue}


def most_apart(statements: int) -> int:
    """By how many true and false ones may differ: 45–55 % of twenty and more, else two."""
    return 2 if statements < _FEW_STATEMENTS else statements // 10


@lru_cache(maxsize=1_024)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


HABITS: tuple[Habit, ...] = (
    Habit("the longest option", lambda _, text: len(bare(text)), "the lengths"),
    Habit("the shortest option", lambda _, text: -len(bare(text)), "the lengths"),
    Habit(
        "the option most like its question",
        lambda ask, text: len(_words(ask) & _words(text)),
        "the words shared with the question",
    ),
    Habit("the option with the most commas", lambda _, text: text.count(","), "the commas"),
    Habit("the option with the most code", lambda _, text: text.count("`"), "the code"),
)
"""The ways of picking that a bank is tried with."""
