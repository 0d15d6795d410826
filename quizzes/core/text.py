"""Text as people type it: folding for comparison, characters that have no place in a file, near spellings."""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import OSA

TYPED_LIMIT = 200
"""Characters of a typed answer that count, measured after normalising."""

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Control characters, odd line breaks and marks that no editor shows; a tab and a line feed are not among them."""

DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that make a line read in another order than it is stored."""

_ACCENTS = re.compile("[\u0300-\u036f]")
_SUPERSCRIPT = re.compile("[⁰¹²³⁴-⁹]")
_DROPPED = frozenset(("P", "S", "Z", "C"))
# A dot or a colon only counts inside a word, for a sentence may end in either.
_CODE = re.compile(r"\d|[_/=\\$&|<>+#*%@~^{}\[\]]|[.:](?=\S)|^-|\(\)")


def tidy(text: str) -> str:
    """The text with one width of letters (NFKC), single spaces and at most `TYPED_LIMIT` characters."""
    # Raising a digit means something, and NFKC would lower it: 10² is not 102.
    raised = _SUPERSCRIPT.sub(lambda found: "^" + found[0], text[: 4 * TYPED_LIMIT])
    return " ".join(unicodedata.normalize("NFKC", raised).replace("\u2212", "-").split())[:TYPED_LIMIT]


def fold(text: str) -> str:
    """What is left of a text when case, accents, width, punctuation and spaces do not count."""
    apart = unicodedata.normalize("NFD", tidy(text).casefold())
    joined = unicodedata.normalize("NFKC", _ACCENTS.sub("", apart))
    return "".join(letter for letter in joined if unicodedata.category(letter)[0] not in _DROPPED)[:TYPED_LIMIT]


def in_ticks(text: str) -> bool:
    """Whether the whole text stands in backticks."""
    return len(text) > 2 and text[0] == text[-1] == "`"


def bare(text: str) -> str:
    """The text without the backticks around it."""
    return text.strip("`").strip() if in_ticks(text.strip()) else text


def is_code(text: str) -> bool:
    """Whether a text is code or a number, where every character counts: in backticks, or with digits or symbols."""
    return in_ticks(text.strip()) or bool(_CODE.search(text.strip())) or not fold(text)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or None when nothing is close."""
    scored = [(OSA.normalized_similarity(word.casefold(), other.casefold()), other) for other in known]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return best if score >= 0.6 else None
