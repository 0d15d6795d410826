"""The one rule for choosing among scored pairs: a pair is taken only if no other comes close."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def leading(scores: Mapping[tuple[Name, Name], float], *, least: float, ahead: float) -> Iterator[tuple[Name, Name]]:
    """The pairs of at least that score which lead all other pairs of either member by so much."""
    by_member: dict[tuple[int, Name], list[float]] = defaultdict(list)
    for pair, score in scores.items():
        for side, name in enumerate(pair):
            by_member[side, name].append(score)
    second = {member: sorted(found)[-2] if len(found) > 1 else 0 for member, found in by_member.items()}
    for (one, other), score in scores.items():
        if score >= least and score - ahead >= max(second[0, one], second[1, other]):
            yield one, other
