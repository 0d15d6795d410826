"""Ids for questions that came without one: made once from the text, then written down and never derived again."""

import re
import unicodedata
from collections.abc import Collection

_WORDS = 6
_LENGTH = 60
_FILLERS = frozenset(
    "a an the is are was were be do does did of to in on for with and or it which what who how why".split()
)


def propose_id(ask: str, taken: Collection[str]) -> str:
    """An id made of the first telling words of a text, unlike every taken one."""
    plain = unicodedata.normalize("NFKD", ask.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    telling = [word for word in words if word not in _FILLERS] or words or ["question"]
    stem = "-".join(telling[:_WORDS])[:_LENGTH].strip("-")
    number = 1
    proposed = stem
    while proposed in taken:
        number += 1
        proposed = f"{stem}-{number}"
    return proposed


def slug(text: str) -> str:
    """The nearest thing to a text that may be an id; nothing where no letter or digit is left of it."""
    return re.sub(r"[^\w.:/-]+", "-", text).strip("-.:/_")[:120]
