"""Drawings of known shape: boxes stacked in layers, trees of folders, and notes under the nodes of a chain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizzes.core.paths.inline import escape
from quizzes.core.paths.values import Block, Item, Steps, Text

_MOST_LINES = 200
_FEWEST_LAYERS = 3
_FEWEST_ENTRIES = 3
_BORDER = re.compile(r"\s*[+┌├└╔╠╚╭╰][-=─═]{3,}[+┐┤┘╗╣╝╮╯]\s*")
_ROW = re.compile(r"\s*[|│║]([^|│║]*)[|│║]\s*")
_LINK = re.compile(r"[\s|│v▼↓]*[v▼↓][\s|│]*")
_BRANCH = re.compile(r"([\s│|]*)(?:[├└┣┗]|\|(?=-)|\+(?=-)|`(?=-)|\\(?=-))[─━-]+\s*(\S.*)")
_BARE_TRUNK = re.compile(r"[\s│|]*")
_NAME = re.compile(r"[\w.@*-]+/?|/")
_ASIDE = re.compile(r"\s+(?:#+|//|<?--?|←|—)\s*(\S.*)$|\s{2,}\(?(\w.*?)\)?$")
_CELL = re.compile(r"\S+(?: \S+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers(Steps):
    """Boxes that lie upon each other, from top to bottom; what stands in a box explains its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file or folder of a tree; `folders` lead to it from the root in, and `aside` is the remark beside it."""

    name: str
    folders: tuple[str, ...]
    line: int
    aside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders(Block):
    """A tree of folders and files under its root."""

    root: str
    entries: tuple[Entry, ...]


def layers_in(content: str, *, first_line: int) -> tuple[Item, ...]:
    """The boxes of a stack from top to bottom, each with its label and, as its explanation, what stands under that.

    A drawing with boxes side by side, text beside them or fewer than three boxes is no stack.
    """
    boxes: list[list[tuple[int, str]]] = [[]]
    for at, line in enumerate(content.splitlines()[:_MOST_LINES], start=first_line):
        row = _ROW.fullmatch(line)
        if _BORDER.fullmatch(line):
            boxes.append([])
        elif row and row.group(1).strip():
            boxes[-1].append((at, row.group(1).strip()))
        elif line.strip() and not row and not _LINK.fullmatch(line) and not _BARE_TRUNK.fullmatch(line):
            return ()
    found = tuple(_layer(box) for box in boxes if box)
    labels = {item.text.plain for item in found}
    return found if len(labels) == len(found) >= _FEWEST_LAYERS else ()


def flows(content: str) -> bool:
    """Whether arrows lead from box to box, so that the boxes follow each other rather than lie upon each other."""
    return any(_LINK.fullmatch(line) for line in content.splitlines())


def tree_in(content: str, *, first_line: int) -> tuple[str, tuple[Entry, ...]] | None:
    """The root and entries of a tree of folders; a line that is no branch makes it something else."""
    entries: list[Entry] = []
    root, open_folders = "", list[tuple[int, str]]()
    for at, line in enumerate(content.splitlines()[:_MOST_LINES], start=first_line):
        if not line.strip() or _BARE_TRUNK.fullmatch(line):
            continue
        branch = _BRANCH.fullmatch(line)
        if branch is None:
            if root or entries or not _NAME.fullmatch(_split(line.strip())[0]):
                return None
            root = _split(line.strip())[0]
            continue
        name, aside = _split(branch.group(2).rstrip())
        if not _NAME.fullmatch(name):
            return None
        depth = len(branch.group(1))
        open_folders = [(level, folder) for level, folder in open_folders if level < depth]
        entries.append(Entry(name=name, folders=tuple(folder for _, folder in open_folders), line=at, aside=aside))
        open_folders.append((depth, name))
    return (root, tuple(entries)) if len(entries) >= _FEWEST_ENTRIES else None


def with_notes(nodes: Sequence[Item], line: str, notes: Sequence[tuple[int, str]]) -> tuple[Item, ...]:
    """The nodes of a chain drawn in `line`, explained by the notes that stand under them column by column.

    Text that does not stand in columns under the nodes explains none of them.
    """
    cells = [(at, cell) for at, text in notes for cell in _CELL.finditer(text)]
    under: list[list[tuple[int, str]]] = [[] for _ in nodes]
    starts = _starts(nodes, line)
    spans = list(zip((0, *starts[1:]), (*starts[1:], len(line) + len(line)), strict=True))
    for at, cell in cells:
        overlaps = [min(cell.end(), last) - max(cell.start(), first) for first, last in spans]
        under[overlaps.index(max(overlaps))].append((at, cell.group()))
    if len(cells) == len(notes) or sum(map(bool, under)) < len(nodes) - 1:
        return tuple(nodes)
    return tuple(_noted(item, said) for item, said in zip(nodes, under, strict=True))


def _starts(nodes: Sequence[Item], line: str) -> list[int]:
    """The columns at which the nodes begin, with the brackets around them."""
    starts, at = [], 0
    for item in nodes:
        found = line.index(item.text.plain, at)
        starts.append(max(at, found - 2))
        at = found + len(item.text.plain)
    return starts


def _layer(box: Sequence[tuple[int, str]]) -> Item:
    (first, label), *rest = box
    said = _joined([text for _, text in rest])
    text = _explained(Text(escape(label), label), said) if said else Text(escape(label), label)
    return Item(text=text, lines=(first, box[-1][0]))


def _noted(item: Item, said: Sequence[tuple[int, str]]) -> Item:
    if not said:
        return item
    text = _explained(item.text, _joined([cell for _, cell in said]))
    return Item(text=text, lines=(item.lines[0], said[-1][0]))


def _explained(label: Text, said: str) -> Text:
    rest = Text(escape(said), said)
    return Text(f"{label.shown}: {rest.shown}", f"{label.plain}: {said}", term=label, rest=rest)


def _joined(parts: Sequence[str]) -> str:
    """Entries in a row; one that a comma or hyphen at the end leaves open goes on in the next line."""
    joined = ""
    for part in parts:
        glue = "" if not joined or joined.endswith("-") else " " if joined.endswith((",", "(", "/", "&")) else ", "
        joined += glue + part
    return joined.removeprefix("(").removesuffix(")") if joined.count("(") == 1 and joined[0] == "(" else joined


def _split(text: str) -> tuple[str, str]:
    """The name of a branch and the remark beside it."""
    aside = _ASIDE.search(text)
    if aside is None:
        return text, ""
    return text[: aside.start()].rstrip(), aside.group(1) or aside.group(2)


def holders(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """The folders of a tree by their way from the root in: what ends in a slash or holds something."""
    held = {entry.folders for entry in entries}
    for entry in entries:
        way = (*entry.folders, entry.name)
        if entry.name.endswith("/") or way in held:
            yield way
