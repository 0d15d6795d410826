"""How keys, lists and texts lie on the lines of a bank: on one line where that is short, else one under the other."""

from quizzes.core.banks.forms import Value, Word
from quizzes.core.banks.scalars import block, scalar

WIDTH = 100
"""A list or mapping that fits into this many columns stands on one line."""


def entry_lines(key: str, value: Value, indent: int, *, inset: int = 0) -> list[str]:
    """The lines of a key and its value; the dashes of a list stand `inset` columns to the right of their key."""
    head = f"{' ' * indent}{enclosed(key)}:"
    if isinstance(value, str):
        return text_lines(f"{head} ", value, indent)
    line = f"{head} {enclosed(value)}"
    if key != "options" and fits(line):
        return [line]
    if isinstance(value, list):
        return [head, *(line for item in value for line in item_lines(item, indent + inset, inset=inset))]
    return [head, *(line for name, part in value.items() for line in entry_lines(name, part, indent + 2, inset=inset))]


def item_lines(value: Value, indent: int, *, inset: int = 0) -> list[str]:
    """The lines of an entry of a list."""
    bullet = " " * indent + "- "
    if isinstance(value, dict):
        lines = [line for name, part in value.items() for line in entry_lines(name, part, indent + 2, inset=inset)]
        return [bullet + lines[0][indent + 2 :], *lines[1:]]
    return text_lines(bullet, value, indent) if isinstance(value, str) else [bullet + enclosed(value)]


def text_lines(head: str, text: str, indent: int) -> list[str]:
    """The lines of a text behind its key or its dash."""
    if (lines := block(text)) is not None:
        return [f"{head}|", *(" " * (indent + 2) + line if line else "" for line in lines)]
    return [head + (str(text) if isinstance(text, Word) else scalar(text))]


def enclosed(value: Value) -> str:
    """The value on one line, as it may stand between brackets."""
    if isinstance(value, Word):
        return str(value)
    if isinstance(value, str):
        return scalar(value, enclosed=True)
    if isinstance(value, list):
        return "[" + ", ".join(enclosed(item) for item in value) + "]"
    return "{" + ", ".join(f"{enclosed(key)}: {enclosed(part)}" for key, part in value.items()) + "}"


def fits(line: str) -> bool:
    """Whether a line is short enough and hides no line break."""
    return len(line) <= WIDTH and "\\n" not in line
