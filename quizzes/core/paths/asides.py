"""Small tables hidden in a sentence or entry: "GCP for ML, AWS for breadth", "EBS (AWS) vs. Persistent Disk (GCP)"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from quizzes.core.paths.inline import unmarked
from quizzes.core.paths.values import (
    Aside,
    AsideRow,
    Block,
    DecisionList,
    Item,
    Listing,
    Prose,
    Section,
    TermList,
    Text,
)

_BETWEEN = re.compile(r"[,;] (?:and |while )?|,? and ")
_FOR = re.compile(
    r"(?:use )?(?!(?:look|ask|wait|search|check|watch|apply|pay|call|prepare|aim|allow|plan|account|listen)s? )"
    r"(?P<name>[^\s,;:()][^,;:()]{0,38}?) for (?:its |their |the )?(?P<owner>[^,;:()]{2,50}(?: \([^()]*\))?)",
    re.IGNORECASE,
)
_VERSUS = re.compile(r",? (?:vs\.?|versus) ")
_OWNED = re.compile(r"(?P<name>[^()]{2,50}) \((?P<owner>[^()]{1,30})\)")
_BRACKET = re.compile(r"(?P<label>[^()]{3,60}) \((?P<rows>[^()]+)\)[.,;:]?")
_COLON = re.compile(r"(?P<label>[^:]{3,80}): (?P<rows>.+)")
_LONGEST = 800
_MOST_NAME_WORDS = 4
_FEWEST = 3


def asides_of(block: Block) -> tuple[Aside, ...]:
    """The hidden tables of a block's entries or sentences; each knows the rows of the others."""
    found = [aside for item in _items(block) if (aside := _aside(item, block.section))]
    rows = [(aside.label, row) for aside in found for row in aside.rows]
    return tuple(
        replace(aside, others=tuple((label, row) for label, row in rows if label != aside.label)) for aside in found
    )


def _items(block: Block) -> Iterator[Item]:
    match block:
        case TermList() | Listing():
            yield from block.items
        case DecisionList():
            yield from (*block.left.items, *block.right.items)
        case Prose():
            yield from block.sentences


def _aside(item: Item, section: Section) -> Aside | None:
    if len(item.text.shown) > _LONGEST:
        return None
    term, text = item.text.term, (item.text.rest or item.text).shown.removesuffix(".")
    parts = [(term.shown if term else "", text)]
    parts += [(found["label"], found["rows"]) for found in (_BRACKET.fullmatch(text), _COLON.fullmatch(text)) if found]
    for label, told in parts:
        rows = _compared(told) or (_listed(told) if label else ())
        if rows:
            return Aside(section=section, lines=item.lines, label=unmarked(label.strip(" *")), rows=rows)
    return None


def _compared(told: str) -> tuple[AsideRow, ...]:
    return _table([_OWNED.fullmatch(part) for part in _VERSUS.split(told)], fewest=2)


def _listed(told: str) -> tuple[AsideRow, ...]:
    return _table([_FOR.fullmatch(part) for part in _BETWEEN.split(told)], fewest=_FEWEST)


def _table(found: list[re.Match[str] | None], *, fewest: int) -> tuple[AsideRow, ...]:
    """The rows, if all parts are rows, each with a short name and an owner of its own."""
    rows = tuple(AsideRow(name=_text(part["name"]), owner=_text(part["owner"])) for part in found if part)
    names, owners = {row.name.plain.casefold() for row in rows}, {row.owner.plain.casefold() for row in rows}
    apart = len(names) == len(owners) == len(found) >= fewest
    short = all(len(row.name.plain.split()) <= _MOST_NAME_WORDS for row in rows)
    return rows if apart and short else ()


def _text(shown: str) -> Text:
    return Text(shown.strip(), unmarked(shown.strip()))
