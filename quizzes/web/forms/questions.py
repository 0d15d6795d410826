"""The form that edits a question: one field for each of its texts, and more of them where a list grows."""

import re
from collections.abc import Mapping
from typing import Any

from quizzes.core.banks.entries import another, moved_up
from quizzes.core.banks.wording import Growth, rows
from quizzes.core.questions import Question

_LINE_END = re.compile(r"\r\n?")


def parse_texts(form: Mapping[str, str]) -> dict[str, str]:
    """The texts by field as sent, with one spelling of line ends."""
    return {name: _LINE_END.sub("\n", text) for name, text in form.items()}


def shown(question: Question, texts: Mapping[str, str], *, settings: bool = False) -> dict[str, Any]:
    """What the page of a question shows: its fields with these texts, and one more entry if that was asked for.

    An entry that was to move stands before the one that was before it.
    """
    moved = moved_up(texts, texts["move"]) if "move" in texts else texts
    grown = another(question, moved, texts.get("add", ""))
    found = rows(question, grown, settings=settings)
    added = (one.name for one in found if one.name in grown and one.name not in texts)
    above = _above(texts.get("move", ""))
    first = (one.name for one in found if above and f"{one.name}.".startswith(f"{above}."))
    return {
        "question": question,
        "rows": found,
        "lists": tuple(one.at[-1] for one in found if isinstance(one, Growth)),
        "texts": grown,
        "fresh": next(first if above else added, ""),
    }


def is_growing(texts: Mapping[str, str]) -> bool:
    """Whether the form was sent for one more entry or for another order alone."""
    return "add" in texts or "move" in texts


def _above(name: str) -> str:
    """The place before that of an entry, as one word."""
    top, _, place = name.rpartition(".")
    return f"{top}.{int(place) - 1}" if place.isdecimal() and place.isascii() else ""
