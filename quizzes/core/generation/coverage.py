"""Every line of a path that is not blank: asked, skipped with a reason, or knowledge that nothing asks yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizzes.core.generation.slots import Slot
from quizzes.core.paths.code import CodeBlock
from quizzes.core.paths.dialects import is_directive
from quizzes.core.paths.drawings import Folders
from quizzes.core.paths.values import Block, Lines, Listing, Path, Prose, Skipped, Unasked

_NO_RULE = "No rule makes a question of this line."
_NO_SHAPE = "No sentence here defines, counts or contrasts anything by itself."
_NO_LIST = "A list without terms, sides or sequence."
_NO_REMARK = "No question is made of this comment."
_NO_ENTRY = "A sample name, one that stands in the tree more than once, or one that says nothing of its place."
_NO_SETTING = "Names, structure and sample values of a manifest."
_DIRECTIVE = "A directive of a site generator."
_NO_BLOCK = "A definition for links, not text."


class Status(StrEnum):
    """What became of a line."""

    ASKED = "asked"
    SKIPPED = "skipped"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A line with the ids of the questions that ask it, or the reason why none does."""

    line: int
    status: Status
    reason: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """Lines in a row left out for one reason."""

    lines: Lines
    reason: str


def coverage_of(path: Path, asked: Sequence[tuple[Slot, str]], refused: Mapping[int, str]) -> tuple[Covered, ...]:
    """The coverage line by line; `asked` has each slot's question by id, `refused` the lint that stopped a line."""
    ids: dict[int, list[str]] = {}
    for slot, name in asked:
        lines = {line for told in slot.facts for line in (*_range(told.lines), *told.grounds)} | set(slot.block.frame)
        for line in lines:
            ids.setdefault(line, []).append(name)
    blocks = {line: block for block in path.blocks for line in _range(block.lines)}
    return tuple(
        _covered(line, text, blocks.get(line), tuple(ids.get(line, ())), refused.get(line, _NO_RULE))
        for line, text in enumerate(path.source, start=1)
        if text.strip()
    )


def skips(covered: Sequence[Covered]) -> tuple[Skip, ...]:
    """The skipped lines, those in a row for one reason together."""
    found: list[Skip] = []
    for before, line in zip((None, *covered), covered, strict=False):
        if line.status is not Status.SKIPPED:
            continue
        if before and found and before.status is Status.SKIPPED and before.reason == line.reason:
            found[-1] = Skip(lines=(found[-1].lines[0], line.line), reason=line.reason)
        else:
            found.append(Skip(lines=(line.line, line.line), reason=line.reason))
    return tuple(found)


def _covered(line: int, text: str, block: Block | None, questions: tuple[str, ...], refused: str) -> Covered:
    if questions:
        return Covered(line=line, status=Status.ASKED, questions=questions)
    match block:
        case None:
            reason = _DIRECTIVE if is_directive(text) else _NO_BLOCK
            return Covered(line=line, status=Status.SKIPPED, reason=reason)
        case Skipped(reason=reason):
            return Covered(line=line, status=Status.SKIPPED, reason=reason)
        case Unasked(reason=reason):
            return Covered(line=line, status=Status.OPEN, reason=reason)
        case Prose() if refused == _NO_RULE:
            return Covered(line=line, status=Status.OPEN, reason=_NO_SHAPE)
        case Listing() if refused == _NO_RULE:
            return Covered(line=line, status=Status.OPEN, reason=_NO_LIST)
        case Folders() if refused == _NO_RULE:
            return Covered(line=line, status=Status.OPEN, reason=_NO_ENTRY)
        case CodeBlock() if refused == _NO_RULE and block.remark(line):
            return Covered(line=line, status=Status.OPEN, reason=_NO_REMARK)
        case CodeBlock() if refused == _NO_RULE:
            return Covered(line=line, status=Status.SKIPPED, reason=_NO_SETTING)
        case _:
            return Covered(line=line, status=Status.OPEN, reason=refused)


def _range(lines: Lines) -> range:
    return range(lines[0], lines[1] + 1)
