"""Which questions a round asks: spread over the sections, siblings apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from quizzes.core.queue import Asked, gives_away

KINDS = ("choice", "cloze", "decision", "multi", "truefalse", "typed")
"""What can be judged at once, on everybody's own screen."""
DEFAULT_QUESTIONS, MOST_QUESTIONS = 10, 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawable(Asked):
    """A question that could be asked in a round."""

    section: str
    position: int
    version_id: int


def draw(questions: Sequence[Drawable], *, count: int, seed: int) -> tuple[Drawable, ...]:
    """At most `count` questions in path order, spread over the sections; no two give each other away."""
    chosen: list[Drawable] = []
    shelves = _shelves(questions, seed=seed)
    while shelves and len(chosen) < count:
        wanted = count - len(chosen)
        # With more sections than questions, every so many is asked: from the first part of the path to the last.
        spread = (
            [shelves[place * len(shelves) // wanted] for place in range(wanted)] if wanted < len(shelves) else shelves
        )
        for shelf in spread:
            found = _take(shelf, chosen)
            if found is not None:
                chosen.append(found)
        shelves = [shelf for shelf in shelves if shelf]
    return tuple(sorted(chosen, key=lambda one: (one.position, one.question_id)))


def _shelves(questions: Sequence[Drawable], *, seed: int) -> list[list[Drawable]]:
    """The questions by section, in path order, each section mixed up by the seed."""
    by_section: dict[str, list[Drawable]] = {}
    for one in sorted(questions, key=lambda one: (one.position, one.question_id)):
        by_section.setdefault(one.section, []).append(one)
    for shelf in by_section.values():
        shelf.sort(key=lambda one: blake2b(f"{seed}:{one.question_id}".encode()).digest())
    return list(by_section.values())


def _take(shelf: list[Drawable], chosen: Iterable[Drawable]) -> Drawable | None:
    """Takes the next question off a shelf, throwing away what a chosen one gives away."""
    while shelf:
        one = shelf.pop()
        if not any(gives_away(one, other) for other in chosen):
            return one
    return None


def seed_of(seed: int, *, place: int) -> int:
    """What the options of a round's question are shuffled by, below 2**53."""
    return int.from_bytes(blake2b(f"{seed}:{place}".encode(), digest_size=6).digest(), "big")
