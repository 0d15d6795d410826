"""What a group may hear of its members together, so that nobody's own numbers can be told from it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from quizzes.core.league import percent

FEWEST_PEOPLE = 3
LEAST_ANSWERS = 10
"""A section with fewer reviews is not spoken about."""
MOST_SECTIONS = 5
_QUARTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """How often one member's reviews of a section passed and failed lately."""

    learner_id: int
    deck_id: int
    section: str
    title: str
    reviews: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """A section with the share of reviews that failed in it, in whole percent, by how many people."""

    deck_id: int
    section: str
    title: str
    reviews: int
    failed: int
    people: int

    @property
    def share(self) -> int:
        """Failed reviews in whole percent."""
        return percent(self.failed, self.reviews)


def tells_nobody(people: Collection[int], *, open_to_reader: Collection[int]) -> bool:
    """Whether numbers of these people together may be shown to somebody who knows some of theirs one by one.

    They are `FEWEST_PEOPLE` at least, and not all but one are known: whoever subtracts those would know the last.
    """
    return len(set(people)) >= FEWEST_PEOPLE and len(set(people) - set(open_to_reader)) != 1


def forgotten(rows: Iterable[Recalled], *, open_to_reader: Collection[int]) -> tuple[Forgotten, ...]:
    """The sections that the group forgets most, by failed share; those that would tell of single people left out."""
    places: dict[tuple[int, str], list[Recalled]] = {}
    for row in rows:
        places.setdefault((row.deck_id, row.section), []).append(row)
    found = [
        _section(parts)
        for parts in places.values()
        if tells_nobody([part.learner_id for part in parts if part.reviews], open_to_reader=open_to_reader)
    ]
    worth = [one for one in found if one.failed and one.reviews >= LEAST_ANSWERS]
    return tuple(sorted(worth, key=lambda one: (-one.failed / one.reviews, -one.failed, one.title)))[:MOST_SECTIONS]


def quarters(known: Iterable[int], *, of: int) -> tuple[int, ...]:
    """How many people know under 25, under 50, under 75 and up to 100 percent of so many questions."""
    counts = Counter(min(_QUARTERS - 1, _QUARTERS * number // of) if of else 0 for number in known)
    return tuple(counts[quarter] for quarter in range(_QUARTERS))


def _section(parts: Sequence[Recalled]) -> Forgotten:
    return Forgotten(
        deck_id=parts[0].deck_id,
        section=parts[0].section,
        title=parts[0].title,
        reviews=sum(part.reviews for part in parts),
        failed=sum(part.failed for part in parts),
        people=len({part.learner_id for part in parts if part.reviews}),
    )
