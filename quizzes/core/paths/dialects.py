"""What site generators add to Markdown: directives, templates and comments that readers of the page never see."""

import re
from collections.abc import Iterator

MARKS = re.compile(r"\{\{[<%].{0,300}?[>%]\}\}|\{%.{0,300}?%\}|\{/\*.{0,300}?\*/\}|(?<!^)[ \t]?<!--.{0,300}?-->")
"""A directive inside a line; a comment that has a line to itself is HTML as it stands."""

_CODE_OR_MARK = re.compile(rf"(`+)(?!`).*?(?<!`)\1(?!`)|{MARKS.pattern}")
_WHOLE_LINE = re.compile(
    r"\s{0,3}(?::{3,}.*|\[\[_?toc_?\]\]|\[toc\]|\{:.*\}|!!!? .*|import .+ from ['\"].+['\"];?|import ['\"].+['\"];?"
    r"|export (?:const|default|function) .*)\s*",
    re.IGNORECASE,
)
_LONGEST = 2_000
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")


def plain_markdown(text: str) -> str:
    """The text without directives, line for line; code stays as it is."""
    return "".join(_lines(text))


def is_directive(line: str) -> bool:
    """Whether a line has nothing but directives."""
    return bool(line.strip()) and not _without(line).strip()


def _lines(text: str) -> Iterator[str]:
    fence = ""
    for line in text.splitlines(keepends=True):
        opened = _FENCE.match(line)
        if fence:
            yield line
            fence = "" if opened and opened[1].startswith(fence) and not line.strip(" `~\r\n") else fence
        elif opened:
            fence = opened[1]
            yield line
        else:
            yield _without(line)


def _without(line: str) -> str:
    if len(line) > _LONGEST:
        return line
    body = line.rstrip("\r\n")
    bare = "" if _WHOLE_LINE.fullmatch(body) else _CODE_OR_MARK.sub(lambda found: found[0] if found[1] else "", body)
    return bare + line[len(body) :]
