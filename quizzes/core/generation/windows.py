"""A few lines of code with blanks: the smallest part around a value that makes sense and does not tell it."""

import re
from collections.abc import Iterator, Sequence

from quizzes.core.paths.code import CodeBlock, Spot
from quizzes.core.paths.values import Lines

_MOST = 12
_FEWEST = 3
_SUBSTRING = 4
_MASK = "…"
_GAP = "\0"
_FIELD = re.compile(r"[\s-]*[^\s:]*…[^\s:]*:(\s|$)")
_UNSAFE = re.compile(r"`|~~~|(?<!\w)___(?!\w)|\t|\0")
_AMOUNT = re.compile(r"([+-]?\d+(?:\.\d+)?)([A-Za-z%]*)")


def cloze(block: CodeBlock, spots: Sequence[Spot], *, within: Lines | None = None) -> str | None:
    """The fence with a blank at every spot, or none where the part is too long or its fields tell the answer.

    Whatever else in it holds an answer is replaced by "…".
    """
    hidden = {(spot.line - block.start, spot.first): spot.last for spot in spots}
    at = sorted({line for line, _ in hidden})
    part = range(*_zero_based(within, block)) if within else _part(block.code, at[0], at[-1])
    if not part or len(part) > _MOST or any(_UNSAFE.search(block.code[line]) for line in part):
        return None
    lines = _dedented([_blanked(block.code[line], line, hidden) for line in part])
    masked = [_masked(line, [spot.text for spot in spots]) for line in lines]
    if any(_FIELD.match(line) for line in masked):
        return None
    text = "\n".join(masked).replace(_GAP, "___")
    return f"```yaml\n{text}\n```"


def _zero_based(lines: Lines, block: CodeBlock) -> tuple[int, int]:
    return lines[0] - block.start, lines[1] - block.start + 1


def _part(code: Sequence[str], first: int, last: int) -> range:
    """The innermost entry, list or field around two lines that has three lines, else the largest with at most twelve.

    Where even the innermost is longer it is cut off after the last of the two.
    """
    best = range(0)
    for around in _around(code, first):
        if around.start > first or around.stop <= last:
            continue
        if _written(code, around) > _MOST:
            return best or range(around.start if last - around.start < _MOST else first, last + 1)
        best = around
        if _written(code, around) >= _FEWEST:
            break
    return best


def _written(code: Sequence[str], part: range) -> int:
    return sum(bool(code[line].strip()) for line in part)


def _around(code: Sequence[str], at: int) -> Iterator[range]:
    """The parts that hold a line, from the inside out."""
    for above in (at, *parents(code, at)):
        if _is_entry(code[above]):
            yield range(above, _end(code, above))
            yield _list(code, above)
        elif above != at:
            yield range(above, _end(code, above))
    yield range(_first_field(code, at), _end_of_document(code, at))


def parents(code: Sequence[str], at: int) -> Iterator[int]:
    """The lines that hold a line's value, from the inside out."""
    while (above := _parent(code, at)) is not None:
        yield above
        at = above


def _parent(code: Sequence[str], at: int) -> int | None:
    indent = _indent(code[at])
    return next(
        (line for line in range(at - 1, -1, -1) if _is_field(code[line]) and _indent(code[line]) < indent), None
    )


def _list(code: Sequence[str], at: int) -> range:
    """The list whose entry starts here."""
    indent, first, last = _indent(code[at]), at, _end(code, at)
    for line in range(at - 1, -1, -1):
        if _is_field(code[line]) and _indent(code[line]) <= indent:
            if _indent(code[line]) < indent or not _is_entry(code[line]):
                break
            first = line
    while last < len(code) and _is_entry(code[last]) and _indent(code[last]) == indent:
        last = _end(code, last)
    return range(first, last)


def _end(code: Sequence[str], at: int) -> int:
    """The line after the last that is indented under this one."""
    indent, end = _indent(code[at]), at + 1
    for line in range(at + 1, len(code)):
        if _is_field(code[line]):
            if _indent(code[line]) <= indent:
                break
            end = line + 1
    return end


def _first_field(code: Sequence[str], at: int) -> int:
    while at and code[at - 1].strip() and code[at - 1].strip() != "---":
        at -= 1
    return next(line for line in range(at, len(code)) if _is_field(code[line]))


def _end_of_document(code: Sequence[str], at: int) -> int:
    end = next((line for line in range(at, len(code)) if code[line].strip() == "---"), len(code))
    while not code[end - 1].strip():
        end -= 1
    return end


def _is_field(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _is_entry(line: str) -> bool:
    return line.lstrip().startswith("- ")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _dedented(lines: Sequence[str]) -> list[str]:
    indent = min((_indent(line) for line in lines if line.strip()), default=0)
    return [line[indent:].rstrip() for line in lines]


def _blanked(code: str, line: int, hidden: dict[tuple[int, int], int]) -> str:
    for (at, first), last in sorted(hidden.items(), reverse=True):
        if at == line:
            code = code[:first] + _GAP + code[last:]
    return code


def _masked(line: str, answers: Sequence[str]) -> str:
    for answer in answers:
        line = telling(answer).sub(_MASK, line)
    return line


def telling(answer: str) -> re.Pattern[str]:
    """What in a text gives an answer away: the answer itself, a number with other words, a word inside a longer one."""
    amount = _AMOUNT.fullmatch(answer)
    if amount:
        number, unit = map(re.escape, amount.groups())
        if unit:
            return re.compile(rf"(?<![\d.]){number}(?:{unit}(?![A-Za-z0-9])|(?=[ -][a-z]))")
        return re.compile(rf"(?<![\w.]){number}(?!\w|\.[\d.])")
    if len(answer) >= _SUBSTRING:
        return re.compile(rf"[\w-]*{re.escape(answer)}[\w-]*", re.IGNORECASE)
    return re.compile(rf"(?<!\w){re.escape(answer)}(?!\w)")
