"""Wrong answers: taken from where the right one comes from, filtered for truth and form, then drawn from a seed."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from hashlib import blake2b
from typing import TypeVar

from quizzes.core.generation.words import contained
from quizzes.core.paths.inline import ENDS
from quizzes.core.paths.values import Text
from quizzes.core.questions import Option, Verdict, text_key

Item = TypeVar("Item")

WANTED = 3
_MOST_LOOKED_AT = 24
_CODE = re.compile(r"`+[^`]+`+")
_NUMBER = re.compile(r"[~<>≤≥±]?\s*[$€£]?(\d+(?:[.,]\d+)*)\s*(.*)", re.DOTALL)


class Form(Enum):
    """What a short text looks like; options of two forms give the answer away."""

    NUMBER = auto()
    CODE = auto()
    SENTENCE = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong answer and what the path gives it for."""

    text: Text
    why: str


def form(text: Text) -> Form:
    """The form class of an option."""
    if _CODE.fullmatch(text.shown):
        return Form.CODE
    if _NUMBER.fullmatch(text.plain) and len(text.plain.split()) <= 3:
        return Form.NUMBER
    return Form.SENTENCE if text.plain.endswith(ENDS) else Form.WORDS


def draw(
    pools: Sequence[Sequence[Wrong]], *, right: Text, seed: str, allowed: Callable[[Wrong], bool], wanted: int = WANTED
) -> tuple[Wrong, ...]:
    """Up to `wanted` wrong answers, the earlier pools first; looks at a bounded number however large a pool is."""
    taken: list[Wrong] = []
    for pool in pools:
        for wrong in shuffled(pool, seed=seed, most=_MOST_LOOKED_AT):
            if len(taken) == wanted:
                return tuple(taken)
            if _fits(wrong.text, right, taken) and allowed(wrong):
                taken.append(wrong)
    return tuple(taken)


def shuffled(items: Sequence[Item], *, seed: str, most: int) -> Iterator[Item]:
    """The first `most` of the items in an order that depends on the seed alone, without touching the others."""
    swapped: dict[int, int] = {}
    for at in range(min(most, len(items))):
        number = int.from_bytes(blake2b(f"{seed}/{at}".encode(), digest_size=8).digest(), "big")
        picked = at + number % (len(items) - at)
        yield items[swapped.get(picked, picked)]
        swapped[picked] = swapped.get(at, at)


def nearby(items: Sequence[Item], *, but: Item, seed: str) -> Iterator[Item]:
    """Some of the others: a bounded draw, so that a list of any length costs the same per entry."""
    return (item for item in shuffled(items, seed=seed, most=_MOST_LOOKED_AT) if item is not but)


def options(right: Text, wrongs: Sequence[Wrong]) -> tuple[Option, ...]:
    """The right option first, then the wrong ones; the page shows them in an order of its own."""
    keyed = Option(key=text_key(right.shown), text=right.shown, verdict=Verdict.RIGHT)
    return (keyed, *(wrong_option(wrong) for wrong in wrongs))


def wrong_option(wrong: Wrong) -> Option:
    """A wrong answer as an option."""
    return Option(key=text_key(wrong.text.shown), text=wrong.text.shown, verdict=Verdict.WRONG, why=wrong.why)


def scaled(text: Text) -> tuple[Wrong, ...]:
    """Numbers with the same unit, for want of others in the document: double, half, five and ten times."""
    found = _NUMBER.fullmatch(text.plain)
    if found is None or not found.group(1).isdigit():
        return ()
    number = int(found.group(1))
    others = [number * 2, number * 5, number * 10, *([number // 2] if number % 2 == 0 else [])]
    return tuple(
        Wrong(_with_number(text, number, other), "The path does not give this number here.")
        for other in others
        if other != number
    )


def _with_number(text: Text, number: int, other: int) -> Text:
    return Text(text.shown.replace(str(number), str(other), 1), text.plain.replace(str(number), str(other), 1))


def _fits(text: Text, right: Text, taken: Sequence[Wrong]) -> bool:
    if form(text) is not form(right) or contained(text.plain, right.plain):
        return False
    return not any(contained(text.plain, other.text.plain) for other in taken)
