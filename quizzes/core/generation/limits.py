"""How much of a path is asked: what a learner can keep in mind, not all that could be made."""

from collections.abc import Iterator, Sequence

from quizzes.core.generation.facts import Fact, digest
from quizzes.core.generation.families import slots_of
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.paths.values import Block, Steps
from quizzes.core.problems import Problem, Severity

MOST_QUESTIONS = 5_000
"""What a learner meets in a year of working days, at 20 new questions a day."""
FULLY_ASKED = 50
"""So many rows of one table or list are asked from every side."""
ASKED = 200
"""So many are asked at all: the others one looks up."""

BEYOND = f"Not among the {ASKED} rows that are asked: a table or list this long is for looking up, not for learning."
FULL = f"The deck is full: {MOST_QUESTIONS:,} questions are a year's work."


def places(block: Block, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """The places for questions about a block: some rows from every side, more of them one way, the rest not."""
    ranks = _ranks(block, facts)
    fully = [told for told in facts if ranks[told.lines[0]] < FULLY_ASKED]
    one_way = [told for told in facts if FULLY_ASKED <= ranks[told.lines[0]] < ASKED]
    yield from (slot for slot in slots_of(block, fully, deck) if slot.facts)
    yield from (slot for slot in slots_of(block, one_way, deck) if slot.facts and not slot.direction and not slot.key)


def beyond(block: Block, facts: Sequence[Fact]) -> list[Fact]:
    """The facts of a block that are not asked for want of room."""
    ranks = _ranks(block, facts)
    return [told for told in facts if ranks[told.lines[0]] >= ASKED]


def of_length(block: Block, facts: Sequence[Fact], *, file: str) -> Iterator[Problem]:
    """What to tell the author of a table or list that is too long to be asked in full."""
    rows = len({told.lines[0] for told in facts})
    if rows <= FULLY_ASKED:
        return
    rest = f"the other {rows - ASKED:,} not at all" if rows > ASKED else "the others one way only"
    asked = f"{FULLY_ASKED} are asked from every side" + (f", {ASKED - FULLY_ASKED} one way" if rows > ASKED else "")
    message = (
        f"This table or list has {rows:,} rows: {asked}, {rest}, since nobody keeps so long a list in mind; "
        "leave only what matters most, or give each group a table of its own."
    )
    yield Problem(code="P07", message=message, file=file, line=block.lines[0], severity=Severity.WARNING)


def of_fullness(line: int, *, file: str) -> Problem:
    """What to tell the author of a path that gives more questions than a deck should have."""
    message = (
        f"The deck is full at {MOST_QUESTIONS:,} questions, a year of 20 new ones each working day; "
        "nothing from here on is asked: split the path into several files."
    )
    return Problem(code="P06", message=message, file=file, line=line, severity=Severity.WARNING)


def _ranks(block: Block, facts: Sequence[Fact]) -> dict[int, int]:
    """The rows that facts stand in, by their first lines, each with its rank.

    Of a sequence the beginning counts. Else each row's rank comes from its own key, so that no row loses its place
    to one that is written above it.
    """
    keys: dict[int, str] = {}
    for told in facts:
        keys.setdefault(told.lines[0], told.key)
    lines = list(keys)
    if len(lines) > FULLY_ASKED and not isinstance(block, Steps):
        lines.sort(key=lambda line: digest(keys[line]))
    return {line: rank for rank, line in enumerate(lines)}
