"""What a learner would write instead, field by field, as values: proposed, compared with today's, and placed there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from quizzes.core.banks.wording import wordings
from quizzes.core.questions import Question, dump
from quizzes.core.remarks import TooLong

MOST_A_DAY = 20
"""Suggestions of one learner within 24 hours."""
MOST_PROPOSED = 20_000
"""Characters of all the texts that one suggestion proposes."""
MOST_SOURCE = 500
"""Characters of the link that proves it."""

_KEYS = {"options": ("key",), "steps": ("key",), "extra": ("key",), "pairs": ("key",), "mistakes": ("when",)}


class SuggestionKind(StrEnum):
    """What a suggestion is about."""

    WORDING = "wording"
    FACTUAL = "factual"
    OUTDATED = "outdated"
    DISTRACTOR = "distractor"
    DUPLICATE = "duplicate"
    OTHER = "other"


class BadSource(ValueError):
    """A source that is no link to a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One field of a suggestion: its text as it was shown, as proposed, and as it is today.

    `place` is the field's name in today's question, None where that part is gone from it; `done` says that today's text
    is the proposed one already.
    """

    name: str
    at: tuple[str | int, ...]
    shown: str
    text: str
    today: str
    place: str | None

    @property
    def done(self) -> bool:
        """Whether there is nothing left to take."""
        return self.place is not None and self.today.strip() == self.text.strip()

    @property
    def overtaken(self) -> bool:
        """Whether the author wrote something else there since it was shown."""
        return self.place is not None and not self.done and self.today.strip() != self.shown.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A suggestion as its learner sees it: open, or settled with what was `taken` and a `reply`."""

    suggestion_id: int
    kind: SuggestionKind
    words: str
    source: str
    fields: tuple[Proposed, ...]
    created_at: datetime
    settled_at: datetime | None
    taken: tuple[str, ...]
    reply: str


def differing(question: Question, texts: Mapping[str, str]) -> dict[str, str]:
    """Of these texts by field those that say something else than the question; raises TooLong."""
    before = {one.name: one.text for one in wordings(question)}
    fields = (one.name for one in wordings(question, texts) if one.name in texts)
    found = {name: texts[name].strip() for name in fields if texts[name].strip() != before.get(name, "").strip()}
    size = sum(map(len, found.values()))
    if size > MOST_PROPOSED:
        raise TooLong(f"the texts have {size:,} characters, {size - MOST_PROPOSED:,} more than fit; shorten them")
    # An entry to add that has nothing but the verdict it comes with is none.
    return {name: text for name, text in found.items() if name in before or _says_something(name, found)}


def link(text: str) -> str:
    """The address of a page, or "" where there is none; raises BadSource."""
    plain = text.strip()
    if not plain:
        return ""
    parts = urlsplit(plain) if plain.isprintable() and " " not in plain else urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or len(plain) > MOST_SOURCE:
        raise BadSource(f"a source is a link that begins with https:// and has up to {MOST_SOURCE} characters")
    return plain


def compare(shown: Question, today: Question, texts: Mapping[str, str]) -> tuple[Proposed, ...]:
    """Each proposed text beside the one that was shown and today's."""
    before = {one.name: one.text for one in wordings(shown)}
    now = {one.name: one.text for one in wordings(today)}
    found = []
    for one in wordings(shown, texts):
        if one.name in texts:
            place = _placed(one.name, shown, today, now)
            found.append(
                Proposed(
                    name=one.name,
                    at=one.at,
                    shown=before.get(one.name, ""),
                    text=texts[one.name],
                    today=now.get(place or "", ""),
                    place=place,
                )
            )
    return tuple(found)


def _says_something(name: str, found: Mapping[str, str]) -> bool:
    entry = name.rpartition(".")[0]
    return any(text for other, text in found.items() if other.startswith(f"{entry}.") and not other.endswith("verdict"))


def _placed(name: str, shown: Question, today: Question, now: Mapping[str, str]) -> str | None:
    """The same field in today's question: entries of lists are known by their keys, others by their place."""
    top, _, rest = name.partition(".")
    if not rest:
        return name if name in now else None
    before, after = _entries(shown, top), _entries(today, top)
    if after is None or before is None:
        return None
    number, _, part = rest.partition(".")
    place = int(number)
    if place >= len(before):
        return _named(top, len(after) + place - len(before), part)
    known = _known(top, before[place])
    same = next((at for at, entry in enumerate(after) if _known(top, entry) == known), None)
    return None if same is None else _named(top, same, part)


def _named(top: str, place: int, part: str) -> str:
    return f"{top}.{place}.{part}" if part else f"{top}.{place}"


def _entries(question: Question, top: str) -> list[Any] | None:
    found = json.loads(dump(question)).get(top)
    return found if isinstance(found, list) else None


def _known(top: str, entry: Any) -> Any:
    return [entry[name] for name in _KEYS[top]] if top in _KEYS else entry
