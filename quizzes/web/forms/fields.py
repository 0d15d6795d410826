"""Single fields of a form or an address."""

from collections.abc import Mapping
from datetime import date

from quizzes.web.forms import BadForm

_LARGEST_ID = 2**63 - 1


def number(source: Mapping[str, str], name: str, *, low: int = 0, high: int = _LARGEST_ID) -> int | None:
    """A whole number, or None where the field is empty; raises BadForm."""
    text = source.get(name, "").strip()
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > len(str(high)) or not low <= int(text) <= high:
        raise BadForm(f"{name} is a whole number from {low} to {high}")
    return int(text)


def needed(source: Mapping[str, str], name: str, *, low: int = 0, high: int = _LARGEST_ID) -> int:
    """A whole number that must be there; raises BadForm."""
    found = number(source, name, low=low, high=high)
    if found is None:
        raise BadForm(f"{name} is missing")
    return found


def line(source: Mapping[str, str], name: str, *, most: int) -> str:
    """A short text on one line, empty where there is none; raises BadForm for a long one or one with controls."""
    text = " ".join(source.get(name, "").split())
    if len(text) > most or not text.isprintable():
        raise BadForm(f"{name} has up to {most} plain characters")
    return text


def day(source: Mapping[str, str], name: str) -> date | None:
    """A date as browsers send it, or None where the field is empty; raises BadForm."""
    text = source.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise BadForm(f"{name} is a date like 2026-03-31") from wrong
