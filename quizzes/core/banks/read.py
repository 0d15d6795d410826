"""Reading a bank file: bytes in, a tree of texts and every problem out; never a crash, never a silent loss."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import yaml

from quizzes.core.banks.codes import Rule
from quizzes.core.banks.events import MAX_NODES, LimitReached, Tree
from quizzes.core.banks.nodes import Keyed, Listing, Node, Text
from quizzes.core.banks.source import Source, SourceFile
from quizzes.core.banks.syntax import explain
from quizzes.core.banks.watching import Watch, ignore
from quizzes.core.problems import Problem
from quizzes.core.text import CONTROL, DIRECTION

FILE_LIMIT = 32_000_000
BROWSER_LIMIT = 2_000_000
"""Bytes a bank may have: as a file, and in the browser's field."""

_MANY = 100
_REREAD = 100_000
"""Characters of a broken question that are read again with lines put right, all times together."""
_ENOUGH = 100
"""After so many broken questions a file is probably no bank at all."""
_QUESTIONS = re.compile(r"questions:\s*(?:#.*)?")
_OWN_ID = re.compile(r"\s*(?:- )?\{?id: *[\"']?([\w.:/-]+)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as far as it could be read; `whole` says that nothing of it was left out."""

    source: Source
    root: Node | None
    problems: tuple[Problem, ...]
    whole: bool


def read(file: SourceFile, *, limit_bytes: int = FILE_LIMIT, watch: Watch = ignore) -> Reading:
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
    return _grow(source, watch)


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


def _grow(source: Source, watch: Watch) -> Reading:
    """Read; where that breaks off, read each question on its own, so that every problem is named at once."""
    tree = Tree(source, "\n".join(source.lines))
    try:
        tree.grow(watch)
    except LimitReached:
        if tree.complete or tree.nodes > MAX_NODES:
            return _read(source, tree.root if tree.complete else None, tree.problems, whole=False)
        return _in_parts(source, tree.problems[-1])
    except yaml.YAMLError as error:
        return _in_parts(source, explain(error, source, range(1, len(source.lines) + 1)))
    return _read(source, tree.root, tree.problems, whole=True)


def _read(source: Source, root: Node | None, problems: Sequence[Problem], *, whole: bool) -> Reading:
    starts = _starts(source.lines) if problems else []
    return Reading(source, root, tuple(_named(problem, source.lines, starts) for problem in problems), whole=whole)


def _in_parts(source: Source, reason: Problem) -> Reading:
    """The questions that can be read, below as much of the head as can be; what breaks is named and left out.

    Where no part breaks on its own, the reason stays why the file as a whole could not be read.
    """
    starts = _starts(source.lines)
    root = Keyed(line=1, column=1)
    listing = Listing(line=starts[0] if starts else 1, column=1)
    problems: list[Problem] = []
    nodes = broken = 0
    for first, end in pairwise((1, *starts, len(source.lines) + 1)):
        tree = Tree(source, "\n".join(source.lines[first - 1 : end - 1]), offset=first - 1, nodes=nodes)
        tree.depth = int(first > 1)
        try:
            tree.grow()
        except LimitReached:
            broken += 1
        except yaml.YAMLError as error:
            problem = explain(error, source, range(first, max(end, first + 1)))
            # What was refused at the same place is the same mistake.
            problems += [other for other in tree.problems if (other.line, other.code) != (problem.line, problem.code)]
            tree.problems = list(_mended(problem, source, first, end))
            broken += 1
        else:
            _join(root, listing, tree.root, is_head=first == 1)
        nodes = tree.nodes
        problems += tree.problems
        if broken >= _ENOUGH or nodes > MAX_NODES:
            break
    if not broken:
        problems.append(reason)
    if starts:
        root.entries["questions"] = (Text(text="questions", line=listing.line, column=1), listing)
    return _read(source, root, problems, whole=False)


def _mended(problem: Problem, source: Source, first: int, end: int) -> Iterator[Problem]:
    """The problem, and those that come to light once its line is put right, as long as that helps."""
    yield problem
    lines = list(source.lines[: end - 1])
    mended = {problem.line}
    most = min(_ENOUGH, _REREAD // (1 + sum(map(len, lines[first - 1 :]))))
    while problem.fix is not None and "\n" not in problem.fix and len(mended) <= most:
        lines[problem.line - 1] = problem.fix
        corrected = Source(source.name, tuple(lines))
        try:
            Tree(corrected, "\n".join(lines[first - 1 :]), offset=first - 1).grow()
        except LimitReached:
            return
        except yaml.YAMLError as error:
            problem = explain(error, corrected, range(first, end))
            if problem.line in mended:
                return
            mended.add(problem.line)
            yield problem
        else:
            return


def _join(root: Keyed, listing: Listing, part: Node | None, *, is_head: bool) -> None:
    if is_head and isinstance(part, Keyed):
        root.entries.update(part.entries)
    elif isinstance(part, Listing):
        listing.items.extend(part.items)


def _starts(lines: Sequence[str]) -> list[int]:
    """The lines, counted from 1, where questions begin, as far as that shows without reading."""
    head = next((number for number, line in enumerate(lines) if _QUESTIONS.fullmatch(line)), len(lines))
    first = next((line for line in lines[head + 1 :] if line.lstrip().startswith("-")), "-")
    bullet = first[: len(first) - len(first.lstrip())] + "-"
    return [
        number + 1
        for number in range(head + 1, len(lines))
        if lines[number].startswith(bullet) and not lines[number].startswith(bullet + "-")
    ]


def _start_of(starts: Sequence[int], line: int) -> int | None:
    place = bisect_right(starts, line)
    return starts[place - 1] if place else None


def _named(problem: Problem, lines: Sequence[str], starts: Sequence[int]) -> Problem:
    """The problem with the id of the question it stands in, if one is written there."""
    start = _start_of(starts, problem.line)
    if start is None:
        return problem
    place = bisect_right(starts, start)
    end = starts[place] if place < len(starts) else len(lines) + 1
    ids = (found[1] for line in lines[start - 1 : end - 1] if (found := _OWN_ID.match(line)))
    return replace(problem, question=next(ids, None))
