"""A bank file as a tree of texts that know their place."""

from collections.abc import Sequence as Items
from dataclasses import dataclass, field
from typing import TypeAlias

Step: TypeAlias = str | int
Path: TypeAlias = tuple[Step, ...]


@dataclass(slots=True, kw_only=True)
class Text:
    """A text as the author typed it; line and column count from 1."""

    text: str
    line: int
    column: int


@dataclass(slots=True, kw_only=True)
class Listing:
    """A list of nodes."""

    line: int
    column: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Keyed:
    """Keys with values, in the author's order."""

    line: int
    column: int
    entries: dict[str, tuple[Text, "Node"]] = field(default_factory=dict)

    def get(self, key: str) -> "Node | None":
        """The value under a key, if it is there."""
        return self.entries[key][1] if key in self.entries else None


Node: TypeAlias = Text | Listing | Keyed
Data: TypeAlias = "str | list[Data] | dict[str, Data]"


def as_data(node: Node) -> Data:
    """The tree as texts, lists and dicts, without places."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Listing):
        return [as_data(item) for item in node.items]
    return {key: as_data(value) for key, (_, value) in node.entries.items()}


def locate(node: Node, path: Items[Step]) -> Node:
    """The deepest node on a path; where the path leaves the tree, the last node it reached."""
    for depth, step in enumerate(path):
        if isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        elif isinstance(node, Keyed) and isinstance(step, int) and step < len(node.entries):
            # Pairs may be written as `left: right`; then their sides are a key and its value.
            key, value = list(node.entries.values())[step]
            return value if path[depth + 1 :] == ("right",) else key
        elif isinstance(node, Keyed) and step in node.entries:
            node = node.entries[str(step)][1]
    return node


def locate_key(node: Node, path: Items[Step]) -> Node:
    """The key that ends a path, where it is written."""
    parent = locate(node, path[:-1])
    if isinstance(parent, Keyed) and path[-1] in parent.entries:
        return parent.entries[str(path[-1])][0]
    return parent
