"""What a bank remembers of a question's source: its coordinates in the path, and what the question said when made.

Both outlive the program that wrote them, so neither depends on ids, on where a line stands, or on how dashes, quotes
and spaces are typed.
"""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from quizzes.core.generation.facts import Kind, digest
from quizzes.core.generation.ids import slug
from quizzes.core.generation.slots import Slot
from quizzes.core.generation.words import fold
from quizzes.core.questions import Question

PART = 8
"""Hex digits of each of the four parts of a print: section, subject, attribute, value."""

_DASH = re.compile(r"-{2,3}|[‐-―−]")
_QUOTES = str.maketrans("‘’“”„«»", '\'\'"""""')
_ENTRY = re.compile(r"\.#\d+")
_ANCHOR = re.compile(r"<!--\s*id:\s*([\w-]+)\s*-->")
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_NOT_SAID = frozenset(("id", "fact", "facts", "was", "rev", "retired", "avoid", "source", "origin"))


@lru_cache(maxsize=1_024)
def plainly(text: str) -> str:
    """A text for comparing across editions: how it is typed does not count, beyond what `fold` already overlooks."""
    return fold(_DASH.sub("-", text.translate(_QUOTES)))


def print_of(slot: Slot, source: Sequence[str]) -> str:
    """Digests of the section, subject, attribute and value that a slot asks; `<!-- id: … -->` names section or subject.

    Where the author names the subject, its wording counts as part of the value, so that a change of it is seen.
    """
    section = slot.block.section
    told = slot.facts[0]
    said = "\n".join(f"{plainly(fact.subject.plain)}\n{plainly(fact.value.plain)}" for fact in slot.facts)
    if slot.key:
        subject, attribute, value = _shape(slot.key, section.title), "", said
    else:
        name = _anchor(told.lines[0], source)
        subject = name or plainly(_ENTRY.sub("", told.subject.plain))
        # The number of a sentence or of an entry in YAML is no name, nor is a sequence's that it has from its section.
        unnamed = told.kind is Kind.PROPERTY or told.attribute == section.title
        attribute = "" if unnamed else plainly(told.attribute)
        value = said if name else plainly(told.value.plain)
    place = _anchor(section.lines[0], source) or plainly(section.title)
    return "".join(_part(part) for part in (place, subject, attribute, value))


def made_of(question: Question) -> str:
    """The hash of what a question says, without its identity and its place.

    What is empty does not count, so that a field added to the format changes no hash.
    """
    said = {name: value for name, value in vars(question).items() if name not in _NOT_SAID}
    return digest(_JSON.encode(_filled(said)))


def _filled(value: Any) -> Any:
    """What JSON can hold of a value: of dataclasses and dictionaries what is not empty."""
    match value:
        case str() | int():
            return value
        case tuple():
            return [_filled(part) for part in value]
        case dict():
            return {name: _filled(part) for name, part in value.items() if part}
        case _:
            return _filled({name: getattr(value, name) for name in value.__dataclass_fields__})


def _shape(key: str, title: str) -> str:
    """What a composite's key says beyond its shape and its section."""
    return ":".join(part for part in key.split(":")[2:] if part != slug(title))


def _anchor(line: int, source: Sequence[str]) -> str:
    found = _ANCHOR.search(source[line - 1]) if line <= len(source) else None
    return f"#{found.group(1)}" if found else ""


def _part(text: str) -> str:
    return blake2b(text.encode(), digest_size=PART // 2).hexdigest()
