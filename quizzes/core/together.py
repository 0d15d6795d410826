"""A group's progress as its members see it: all together, and of single people only what they let others see."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.core.gathering import Forgotten
from quizzes.core.groups import Together
from quizzes.core.league import Rank, Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A deck of the group: how much its people have begun and know on average, in whole percent, and in quarters.

    `people` began it; they are 0 where there are too few to be shown, and the rest with them.
    """

    deck_id: int
    title: str
    questions: int
    people: int
    begun: int
    known: int
    quarters: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One person's numbers: the week, and the questions begun and known in all decks of the group."""

    learner_id: int
    name: str
    me: bool
    week: Week
    begun: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupProgress:
    """A group's progress for one member; totals are None where they would tell of single people.

    `people` are those who show their numbers, with whoever looks first. `ranks` is empty unless the group ranks.
    """

    group_id: int
    name: str
    keeps: bool
    members: int
    shows: bool
    ranked: bool
    leaderboard: bool
    week: Together | None
    retention: int | None
    coverage: Sequence[Coverage]
    forgotten: Sequence[Forgotten]
    questions: int
    people: Sequence[Own]
    ranks: Sequence[Rank]
