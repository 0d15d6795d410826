"""Texts as YAML: bare where that is safe for every reader, else in quotes, and several lines as a block."""

import json
import re

from quizzes.core.text import CONTROL, DIRECTION

_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`=~")
_INSIDE = re.compile(r": | #|:$|^\.\.\.|^<<$|\s$|^\s|[\n\t]")
_BRACKETS = re.compile(r"[,\[\]{}]")
_NUMBER = re.compile(r"0|-?[1-9][0-9]*")
# What another YAML reader would take for something else than a text.
_OTHER = re.compile(
    r"(?:y|n|yes|no|true|false|on|off|null|nan|inf)|[-+.]?[0-9][0-9_.:xoa-f+-]*(?:e[-+]?[0-9]+)?|\.(?:inf|nan)", re.I
)


class Unwritable(ValueError):
    """A text holds characters that no bank may hold."""


def scalar(text: str, *, enclosed: bool = False) -> str:
    """The text on one line, readable back exactly, also between brackets where it is `enclosed`."""
    if _NUMBER.fullmatch(text) or (_bare(text) and not (enclosed and _BRACKETS.search(text))):
        return text
    return quote(text)


def quote(text: str) -> str:
    """The text in the quotes that need the fewest escapes."""
    if CONTROL.search(text) or DIRECTION.search(text):
        raise Unwritable(f"take the control characters out of {text[:60]!r}")
    if any(sign in text for sign in "\n\t") or not any(sign in text for sign in '"\\'):
        return json.dumps(text, ensure_ascii=False)
    return "'" + text.replace("'", "''") + "'"


def block(text: str) -> list[str] | None:
    """The lines of a text of several lines as a block keeps them, or None where a block would change them."""
    lines = text.split("\n")
    if len(lines) < 2 or CONTROL.search(text) or DIRECTION.search(text):
        return None
    whole = all(line == line.rstrip() for line in lines) and lines[0] and lines[-1]
    return lines if whole and not lines[0][0].isspace() else None


def _bare(text: str) -> bool:
    return (
        text != ""
        and text[0] not in _FIRST
        and not _INSIDE.search(text)
        and not _OTHER.fullmatch(text)
        and text.isprintable()
    )
