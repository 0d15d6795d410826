"""Reading a bank file: bytes in, a tree of texts and every problem out; never a crash, never a silent loss."""

import re
from dataclasses import dataclass

import yaml

from quizzes.core.banks.codes import Rule
from quizzes.core.banks.events import LimitReached, Tree
from quizzes.core.banks.nodes import Node
from quizzes.core.banks.source import Source, SourceFile
from quizzes.core.banks.syntax import explain
from quizzes.core.problems import Problem
from quizzes.core.text import CONTROL, DIRECTION

FILE_LIMIT = 32_000_000
BROWSER_LIMIT = 2_000_000
"""Bytes a bank may have: as a file, and in the browser's field."""

_REREAD = 2_000_000
_MANY = 100
_ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as far as it could be read; `whole` says that nothing of it was left out."""

    source: Source
    root: Node | None
    problems: tuple[Problem, ...]
    whole: bool


def read(file: SourceFile, *, limit_bytes: int = FILE_LIMIT) -> Reading:
    """The tree of a file, each text with its line and column, and every reason why a part of it was refused."""
    nothing = Source(file.name, ())
    if len(file.data) > limit_bytes:
        message = f"this bank has {len(file.data):,} bytes, and {limit_bytes:,} is the limit; split it"
        return Reading(nothing, None, (nothing.problem(Rule.TOO_BIG, message, line=1),), whole=False)
    try:
        decoded = file.data.decode("utf-8")
    except UnicodeDecodeError as broken:
        return _undecoded(file, broken)
    text = decoded.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    source = Source(file.name, tuple(text.split("\n")))
    if hidden := _hidden(source, text):
        return Reading(source, None, hidden, whole=False)
    return _grow(source, text)


def _undecoded(file: SourceFile, broken: UnicodeDecodeError) -> Reading:
    before = file.data[: broken.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
    source = Source(file.name, tuple(file.data.decode("utf-8", errors="replace").split("\n")))
    message = "this is not UTF-8 text; save the file with the encoding UTF-8"
    return Reading(source, None, (source.problem(Rule.ENCODING, message, line=line, column=column),), whole=False)


def _hidden(source: Source, text: str) -> tuple[Problem, ...]:
    if not (CONTROL.search(text) or DIRECTION.search(text)):
        return ()
    found = []
    for number, line in enumerate(source.lines, start=1):
        for rule, pattern, what in (
            (Rule.CONTROL, CONTROL, "a control character"),
            (Rule.DIRECTION, DIRECTION, "a character that reorders the line"),
        ):
            if hit := pattern.search(line):
                message = f"{what} (U+{ord(hit[0]):04X}) stands here; take it out"
                found.append(
                    source.problem(rule, message, line=number, column=hit.start() + 1, fix=pattern.sub("", line))
                )
        if len(found) >= _MANY:
            break
    return tuple(found)


def _grow(source: Source, text: str) -> Reading:
    """Read; after a line that cannot be read, leave its question out and read again, to name every problem at once."""
    broken: list[Problem] = []
    lines = list(source.lines)
    budget = _REREAD
    while True:
        tree = Tree(source, text)
        try:
            tree.grow()
        except LimitReached:
            return Reading(source, None, (*broken, *tree.problems), whole=False)
        except yaml.YAMLError as error:
            broken.append(explain(error, source))
            budget -= len(text)
            if budget < 0 or len(broken) == _ENOUGH or not _leave_out(lines, broken[-1].line):
                return Reading(source, None, (*broken, *tree.problems), whole=False)
            text = "\n".join(lines)
            continue
        return Reading(source, tree.root, (*broken, *tree.problems), whole=not broken)


def _leave_out(lines: list[str], broken: int) -> bool:
    """Empty the lines of the question that holds a broken line; False when there is none to leave out."""
    head = next((number for number, line in enumerate(lines) if re.match(r"questions:\s*(#.*)?$", line)), len(lines))
    first = next((line for line in lines[head + 1 :] if line.lstrip().startswith("- ")), "")
    bullet = first[: len(first) - len(first.lstrip())] + "- "
    starts = [number for number in range(head + 1, len(lines)) if lines[number].startswith(bullet)]
    start = max((number for number in starts if number < broken), default=None)
    if start is None or len(starts) < 2:
        return False
    end = min((number for number in starts if number >= broken), default=len(lines))
    lines[start:end] = [""] * (end - start)
    return True
