"""Reading a bank file: bytes in, a tree of texts and every problem out; never a crash, never a silent loss."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

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

_REREAD_LINES = 100_000
_MANY = 100
_ENOUGH = 20
_QUESTIONS = re.compile(r"questions:\s*(?:#.*)?")
_OWN_ID = re.compile(r"\s*(?:- )?\{?id: *[\"']?([\w.:/-]+)")


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
    return _grow(source)


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


def _grow(source: Source) -> Reading:
    """Read; after a line that cannot be read, leave its question out and read again, to name every problem at once."""
    lines = list(source.lines)
    starts = _starts(lines)
    broken: list[Problem] = []
    left_out: set[int] = set()
    lines_read = 0
    while True:
        tree = Tree(source, "\n".join(lines))
        finished = False
        try:
            tree.grow()
            finished = True
        except LimitReached:
            pass
        except yaml.YAMLError as error:
            broken.append(explain(error, source))
            start = _start_of(starts, broken[-1].line)
            lines_read += broken[-1].line
            again = lines_read < _REREAD_LINES and len(broken) < _ENOUGH
            if again and start is not None and start not in left_out:
                left_out.add(start)
                _leave_out(lines, starts, start)
                continue
        problems = tuple(_named(problem, source.lines, starts) for problem in (*broken, *tree.problems))
        return Reading(source, tree.root if finished else None, problems, whole=finished and not broken)


def _starts(lines: Sequence[str]) -> list[int]:
    """The lines, counted from 1, where questions begin, as far as that shows without reading."""
    head = next((number for number, line in enumerate(lines) if _QUESTIONS.fullmatch(line)), len(lines))
    first = next((line for line in lines[head + 1 :] if line.lstrip().startswith("- ")), "- ")
    bullet = first[: len(first) - len(first.lstrip())] + "- "
    return [number + 1 for number in range(head + 1, len(lines)) if lines[number].startswith(bullet)]


def _start_of(starts: Sequence[int], line: int) -> int | None:
    place = bisect_right(starts, line)
    return starts[place - 1] if place else None


def _leave_out(lines: list[str], starts: Sequence[int], start: int) -> None:
    """Empty the lines of a question; all others keep their numbers."""
    end = next((other for other in starts if other > start), len(lines) + 1)
    lines[start - 1 : end - 1] = [""] * (end - start)


def _named(problem: Problem, lines: Sequence[str], starts: Sequence[int]) -> Problem:
    """The problem with the id of the question it stands in, if one is written there."""
    start = _start_of(starts, problem.line)
    if start is None:
        return problem
    end = next((other for other in starts if other > start), len(lines) + 1)
    ids = (found[1] for line in lines[start - 1 : end - 1] if (found := _OWN_ID.match(line)))
    return replace(problem, question=next(ids, None))
