"""Ids of questions: readable, minted from keys alone, never from a value, a wording or a line."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

_LONGEST_PART = 30
_FILLERS = frozenset(
    "a an and are as at by do does for from how in is it its kinds of on or overview the this to types vs what when"
    " where which why with you your introduction".split()
)


@lru_cache(maxsize=4_096)
def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; a text without any gives eight digits of its hash."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    if words or not text.strip():
        return words
    return blake2b(text.casefold().encode(), digest_size=4).hexdigest()


def short(text: str, words: int) -> str:
    """The first few words of a text that tell it apart."""
    parts = slug(text).split("-")
    kept = [part for part in parts if part not in _FILLERS] or parts
    while len(kept) > 1 and (len(kept) > words or sum(map(len, kept)) + len(kept) > _LONGEST_PART):
        kept.pop()
    return "-".join(kept)[:_LONGEST_PART].strip("-")


class Mint:
    """Hands out ids, each once: where two keys shorten to the same words, the later gets digits of its key's hash.

    What is `taken` already is never given.
    """

    def __init__(self, *, longest: int, taken: Iterable[str] = ()) -> None:
        self._longest = longest
        self._given = set(taken)

    def id_for(self, key: str, *parts: str) -> str:
        """The id made of these parts."""
        base = "-".join(part for part in parts if part)[: self._longest].strip("-") or "question"
        name, turn = base, 0
        while name in self._given:
            name = f"{base[: self._longest - 9]}-{blake2b(f'{key}{turn or str()}'.encode(), digest_size=4).hexdigest()}"
            turn += 1
        self._given.add(name)
        return name
