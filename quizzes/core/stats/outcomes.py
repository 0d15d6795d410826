"""How answers went, by kind of question: again, hard, good, easy."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizzes.core.questions import KINDS
from quizzes.core.scheduling.quality import Rating
from quizzes.core.stats.tally import percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """So many answers of one quality to questions of one kind."""

    kind: str
    quality: int
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOutcomes:
    """The answers to questions of one kind by the rating they earned; again is any quality below 3."""

    kind: str
    again: int = 0
    hard: int = 0
    good: int = 0
    easy: int = 0

    @property
    def answers(self) -> int:
        """All answers to this kind."""
        return sum(self.counts)

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """The four numbers from again to easy."""
        return self.again, self.hard, self.good, self.easy

    @property
    def percents(self) -> tuple[int, ...]:
        """The four shares as whole percentages, each rounded by itself."""
        return tuple(percent(count, self.answers) or 0 for count in self.counts)

    @property
    def right_percent(self) -> int:
        """The share that passed."""
        return percent(self.answers - self.again, self.answers) or 0


def by_kind(outcomes: Iterable[Outcome]) -> tuple[KindOutcomes, ...]:
    """Each kind that was answered, in the order in which kinds are always listed."""
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for one in outcomes:
        counts[one.kind][max(one.quality, Rating.NEARLY)] += one.answers
    return tuple(
        KindOutcomes(
            kind=kind,
            again=counts[kind][Rating.NEARLY],
            hard=counts[kind][Rating.HARD],
            good=counts[kind][Rating.GOOD],
            easy=counts[kind][Rating.EASY],
        )
        for kind in KINDS
        if kind in counts
    )


def with_total(kinds: Sequence[KindOutcomes]) -> tuple[KindOutcomes, ...]:
    """The kinds and, where there are several, one row of all together that bears no kind's name."""
    if len(kinds) < 2:
        return tuple(kinds)
    again, hard, good, easy = (sum(numbers) for numbers in zip(*(kind.counts for kind in kinds), strict=True))
    return (*kinds, KindOutcomes(kind="", again=again, hard=hard, good=good, easy=easy))
