"""The order in which options, pairs and steps are shown: the same after a reload, another one the next time."""

from collections.abc import Sequence
from hashlib import blake2b
from math import factorial, gcd

from quizzes.core.questions import Choice, Decision, Match, Multi, Order, Question

SEEDS = 2**53
"""How many seeds there are: each survives a JSON reader that counts in doubles."""


def card_seed(*, learner_id: int, question_id: int) -> int:
    """The number below `SEEDS` that a card's shuffles start from."""
    return _digest(f"{learner_id}:{question_id}") % SEEDS


def order_of(question: Question, *, seed: int, answers: int) -> tuple[str, ...]:
    """The keys of options, right sides or steps in the order that this showing has."""
    match question:
        case Choice() | Multi() | Decision():
            keys = tuple(option.key for option in question.options)
        case Match():
            keys = (*(pair.right_key for pair in question.pairs), *(spare.key for spare in question.extra))
        case Order():
            steps = tuple(step.key for step in question.steps)
            return shuffled(steps, card_seed=seed, answers=answers, never_as_given=True)
        case _:
            return ()
    return shuffled(keys, card_seed=seed, answers=answers)


def shuffled(
    keys: Sequence[str], *, card_seed: int, answers: int, part: str = "", never_as_given: bool = False
) -> tuple[str, ...]:
    """The keys in the order that a card shows after this many answers.

    Each order is shown once before one comes back, so two showings in a row always differ where there are two orders.
    Lists that stand side by side need a `part` each, lest equal lengths be shuffled alike. `never_as_given` leaves out
    the order of `keys` itself, which in an ordering question is the answer.
    """
    first = int(never_as_given and len(keys) > 1)
    orders = factorial(len(keys)) - first
    start = _digest(f"{card_seed}:{part}:start") % orders
    step = _coprime(_digest(f"{card_seed}:{part}:step"), orders)
    return _arranged(keys, first + (start + answers * step) % orders)


def _arranged(keys: Sequence[str], number: int) -> tuple[str, ...]:
    """The arrangement of this number, counted in lexicographic order from 0, the order as given."""
    rest = list(keys)
    places = []
    for size in range(len(rest), 0, -1):
        place, number = divmod(number, factorial(size - 1))
        places.append(rest.pop(place))
    return tuple(places)


def _coprime(number: int, orders: int) -> int:
    """The first number from here on with which steps around a circle of `orders` visit each one."""
    while gcd(number, orders) != 1:
        number += 1
    return number


def _digest(text: str) -> int:
    """Sixteen bytes of BLAKE2b: unlike `random`, the same on every version and machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=16).digest(), "big")
