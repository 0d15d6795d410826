"""Arrow chains: "Push -> Build -> Deploy" drawn in a fence or standing alone in a line."""

import re
from dataclasses import replace

from quizzes.core.paths.drawings import with_notes
from quizzes.core.paths.inline import escape
from quizzes.core.paths.values import Item, Lines, Side, Text

_ARROW = re.compile(r"\s*(?:<?[-=]{2,}>|->|=>|→|⟶|➜)\s*")
_BOTH_WAYS = re.compile(r"<[-=]+|←|↔|⟷")
_LABEL_ON_ARROW = re.compile(r"--\s*[\w ]+\s*-->")
_DRAWN = re.compile(r"[|+\\/^v─-╿↓↑]{1,}")
_NOTE = re.compile(r"\s*\(([^()]+)\)$")
_BOXED = re.compile(r"^[\[({]+\s*(.+?)\s*[\])}]+$")
_MOST_WORDS = 12
_FEWEST_NODES = 3


def chain_in(content: str, *, first_line: int) -> Side | None:
    """The one chain of a drawing: its nodes in order, and the remark in brackets at its end as the note.

    A drawing with arrows in several lines, both ways or with branches is no chain.
    """
    lines = [(first_line + at, line) for at, line in enumerate(content.splitlines()) if line.strip()]
    with_arrows = [(at, line) for at, line in lines if _ARROW.search(line)]
    if len(with_arrows) != 1 or any(_BOTH_WAYS.search(line) for _, line in lines):
        return None
    at, line = with_arrows[0]
    if any(_DRAWN.fullmatch(other.strip()) for _, other in lines if other is not line):
        return None
    side = chain(line, lines=(at, at))
    if side is None or side.note:
        return side
    return replace(side, items=with_notes(side.items, line, [(below, other) for below, other in lines if below > at]))


def chain(line: str, *, lines: Lines) -> Side | None:
    """The chain that a line is, if it has three nodes or more that read like steps."""
    if _LABEL_ON_ARROW.search(line):
        return None
    note = _NOTE.search(line.strip())
    bare = line.strip()[: note.start()] if note else line.strip()
    nodes = [_BOXED.sub(r"\1", node.strip()) for node in _ARROW.split(bare)]
    if len(nodes) < _FEWEST_NODES or not all(_is_node(node) for node in nodes) or len(set(nodes)) < len(nodes):
        return None
    items = tuple(Item(text=Text(escape(node), node), lines=lines) for node in nodes)
    boxed = bool(_BOXED.match(bare.split()[0] + bare.split()[-1]))
    return Side(label="", label_lines=lines, items=items, note=note.group(1) if note else "", boxed=boxed)


def _is_node(node: str) -> bool:
    return bool(re.search(r"\w", node)) and len(node.split()) <= _MOST_WORDS and not re.search(r"[{};$]|\[|\]", node)
