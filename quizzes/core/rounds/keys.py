"""Three words that let people into a round, and the names they go by in it."""

import hmac
from collections.abc import Collection
from datetime import datetime

from quizzes.core.invites import WORDS
from quizzes.core.names import LONGEST_NAME

_WORDS_A_KEY = 3
_BITS_A_WORD = 10


def free_name(name: str, *, taken: Collection[str]) -> str:
    """The name, with a number where somebody in the round goes by it already."""
    folded = {other.casefold() for other in taken}
    number, found = 1, name
    while found.casefold() in folded:
        number += 1
        found = f"{name[: LONGEST_NAME - 4]} {number}"
    return found


def key_of(secret: str, *, host_id: int, opened_at: datetime) -> str:
    """The three words that let people into a round: told again to whoever is in it, stored nowhere."""
    said = f"round:{host_id}:{opened_at.isoformat(timespec='milliseconds')}"
    number = int.from_bytes(hmac.digest(secret.encode(), said.encode(), "sha256")[:4], "big")
    return " ".join(WORDS[number >> _BITS_A_WORD * place & len(WORDS) - 1] for place in range(_WORDS_A_KEY))


def heard_key(text: str) -> str:
    """A key as `key_of` spells it: case, hyphens, commas and spaces do not count."""
    return " ".join("".join(letter if letter.isalpha() else " " for letter in text[:200].casefold()).split())
