"""What was given and how it was judged, as values."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class UnfitResponse(ValueError):
    """A response that cannot belong to the question: two picks where one is asked, more texts than blanks."""


class UnknownKey(UnfitResponse):
    """A response names a key that the question does not have."""


class Mark(StrEnum):
    """The verdict on an answer, or on one part of it; the page says "nearly" for a partial one."""

    RIGHT = "right"
    PARTIAL = "partial"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a learner gave, by key and never by position.

    `keys`: the option picked or ticked ("true" or "false" for a statement) · for each pair in the author's order the
    right side chosen, or "" · the steps in the given order · the learner's own rating of a flashcard ("again", "hard",
    "good", "easy"). `texts`: the typed answer, or one text per blank. `unknown`: "I don't know".
    """

    unknown: bool = False
    keys: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was given, which means the same as "I don't know"."""
        return self.unknown or not (any(self.keys) or any(text.strip() for text in self.texts))

    def to_json(self) -> str:
        """The canonical text: the same response always gives the same bytes."""
        parts = {"unknown": self.unknown, "keys": self.keys, "texts": self.texts}
        given = {name: part for name, part in parts.items() if part}
        return json.dumps(given, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, content: str) -> Self:
        """The response that `to_json` wrote; anything else is an `UnfitResponse`."""
        try:
            read = json.loads(content)
        except (ValueError, RecursionError) as broken:
            raise UnfitResponse("a response is a JSON object") from broken
        if not isinstance(read, dict) or not read.keys() <= {"unknown", "keys", "texts"}:
            raise UnfitResponse("a response has unknown, keys and texts, and nothing else")
        if not isinstance(unknown := read.get("unknown", False), bool):
            raise UnfitResponse("unknown is true or false")
        return cls(unknown=unknown, keys=_texts(read.get("keys", [])), texts=_texts(read.get("texts", [])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The verdict on one option, blank, pair or place in an order.

    `given` is what stood there and `expected` what belongs there: an option's own key when it was, or should have been,
    picked; a right side's key; a step's key; a text. `key` names the option, pair or step, or counts blanks from "0".
    """

    key: str
    verdict: Mark
    given: str = ""
    expected: str = ""
    near: bool = False
    respelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The verdict on a whole answer, with all that a feedback page marks.

    `score` runs from 0 to 1 and only 1.0 is right. `near` is a near miss of something typed. `why` is the author's
    reason for exactly this answer, if there is one.
    """

    score: float
    verdict: Mark
    near: bool = False
    why: str = ""
    parts: tuple[Part, ...] = ()


def _texts(read: object) -> tuple[str, ...]:
    if not isinstance(read, list):
        raise UnfitResponse("keys and texts are lists of texts")
    texts = tuple(text for text in read if isinstance(text, str))
    if len(texts) != len(read):
        raise UnfitResponse("keys and texts are lists of texts")
    return texts
