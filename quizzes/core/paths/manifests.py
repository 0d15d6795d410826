"""YAML read by position: every value with its fields, its place in the line and its comment, spelled as in the source.

Events are read one by one, so no anchor is ever expanded and no depth recursed into; what is no valid YAML, templates
mostly, is read line by line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import yaml

from quizzes.core.paths.code import Manifest, Setting, Spot
from quizzes.core.paths.values import Lines

_MOST_LINES = 400
_LONGEST_LINE = 1000
_DEEPEST = 20
_NAMES = ("name", "alert", "record", "id")
_COMMENT = re.compile(r"[\]})\s,\"']*?\s#+\s*(.+?)\s*$")
_LINE = re.compile(r"(\s*)((?:- +)*)(?:([\w./-]+):(?:\s+|$))?([^#\s](?:.*?[^\s])??)?(?:\s+#+\s*(.*?))?\s*$")
_TEMPLATE = re.compile(r"\{\{|\{%|\$\{|<[\w-]+>")

Keys = tuple[str | int, ...]


@dataclass(slots=True)
class _Frame:
    """A mapping or a list that is open; `key` is the field whose value comes next."""

    keys: Keys
    is_list: bool
    line: int
    key: str | None = None
    key_line: int = 0
    count: int = 0
    spots: list[Spot] = field(default_factory=list)
    plain: bool = True

    def child(self) -> Keys:
        """The keys of what comes next inside."""
        if self.is_list:
            self.count += 1
            return (*self.keys, self.count)
        return (*self.keys, self.key or "")


@dataclass(frozen=True, slots=True)
class _Found:
    """A setting before entries of lists have their names."""

    keys: Keys
    spots: tuple[Spot, ...]
    lines: Lines
    listed: bool


def manifests_in(code: Sequence[str], *, start: int) -> tuple[Manifest, ...]:
    """The documents of a fence whose first line is line `start` of the path."""
    if len(code) > _MOST_LINES or any(len(line) > _LONGEST_LINE for line in code):
        return ()
    try:
        documents = _read(code)
    except (yaml.YAMLError, _TooOdd):
        documents = [((0, len(code) - 1), list(_line_by_line(code)))]
    return tuple(_manifest(code, lines, found, start) for lines, found in documents if found)


class _TooOdd(Exception):
    """YAML that is valid but not for reading by people: aliases, great depth."""


def _read(code: Sequence[str]) -> list[tuple[Lines, list[_Found]]]:
    documents: list[tuple[Lines, list[_Found]]] = []
    first, found, stack = 0, list[_Found](), list[_Frame]()
    for event in yaml.parse("\n".join(code) + "\n", Loader=yaml.CSafeLoader):
        match event:
            case yaml.DocumentEndEvent():
                last = min(_begin(event)[0], len(code)) - 1
                documents.append(((first, max(first, last)), found))
                first, found = last + 1, []
            case yaml.AliasEvent():
                raise _TooOdd
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                _open(event, stack)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                found.extend(_close(stack))
            case yaml.ScalarEvent() if stack:
                found.extend(_scalar(event, stack[-1], code))
    return documents


def _open(event: yaml.Event, stack: list[_Frame]) -> None:
    if len(stack) >= _DEEPEST:
        raise _TooOdd
    parent = stack[-1] if stack else None
    if parent and parent.is_list:
        parent.plain = False
    keys = parent.child() if parent else ()
    line = parent.key_line if parent and not parent.is_list else _begin(event)[0]
    stack.append(_Frame(keys, isinstance(event, yaml.SequenceStartEvent), line))


def _close(stack: list[_Frame]) -> Iterator[_Found]:
    frame = stack.pop()
    if stack:
        stack[-1].key = None
    if frame.is_list and frame.plain and frame.spots:
        yield _Found(frame.keys, tuple(frame.spots), (frame.line, frame.spots[-1].line), listed=True)


def _scalar(event: yaml.ScalarEvent, frame: _Frame, code: Sequence[str]) -> Iterator[_Found]:
    first, last = _begin(event)[0], _finish(event)[0]
    if frame.is_list:
        frame.count += 1
        spots = _spots(event, code)
        frame.spots.extend(spots)
        frame.plain = frame.plain and bool(spots)
    elif frame.key is None:
        frame.key, frame.key_line = event.value, first
    else:
        spots = _spots(event, code)
        end = first if spots else max(first, last - (event.style in ("|", ">")))
        yield _Found(frame.child(), spots, (frame.key_line, end), listed=False)
        frame.key = None


def _spots(event: yaml.ScalarEvent, code: Sequence[str]) -> tuple[Spot, ...]:
    """The value where it stands in its line; none for a text of several lines or one written with escapes."""
    (line, begin), (last_line, end) = _begin(event), _finish(event)
    quoted = event.style in ("'", '"')
    if line != last_line or line >= len(code):
        return ()
    first, last = begin + quoted, end - quoted
    if not event.value or code[line][first:last] != event.value:
        return ()
    return (Spot(text=event.value, line=line, first=first, last=last, quoted=quoted),)


def _begin(event: yaml.Event) -> tuple[int, int]:
    return (event.start_mark.line, event.start_mark.column) if event.start_mark else (0, 0)


def _finish(event: yaml.Event) -> tuple[int, int]:
    return (event.end_mark.line, event.end_mark.column) if event.end_mark else (0, 0)


def _line_by_line(code: Sequence[str]) -> Iterator[_Found]:
    """The fields and values of what is no valid YAML, by their indentation."""
    open_keys: list[tuple[int, str | int]] = []
    counts: dict[Keys, int] = {}
    for at, line in enumerate(code):
        read = _LINE.match(line)
        if read is None or not line.strip() or line.lstrip().startswith(("#", "{{")):
            continue
        indent, dashes, key, value, _ = read.groups()
        depth = len(indent)
        open_keys = [(level, name) for level, name in open_keys if level < depth]
        if dashes:
            parent = tuple(name for _, name in open_keys)
            counts[parent] = counts.get(parent, 0) + 1
            open_keys.append((depth, counts[parent]))
            depth += len(dashes)
        if key is None:
            continue
        open_keys.append((depth, key))
        if value and not _TEMPLATE.search(line) and value not in ("|", ">", "|-", ">-"):
            bare = value.strip("\"'")
            first = read.start(4) + value.index(bare) if bare else 0
            keys = tuple(name for _, name in open_keys)
            spot = Spot(text=bare, line=at, first=first, last=first + len(bare))
            spots = (spot,) if bare and not bare.startswith(("[", "{", "&", "*")) else ()
            yield _Found(keys, spots, (at, at), listed=False)


def _manifest(code: Sequence[str], lines: Lines, found: Sequence[_Found], start: int) -> Manifest:
    texts = {one.keys: one.spots[0].text for one in found if one.spots and not one.listed}
    fields = _names(found, texts)
    settings = tuple(_setting(one, fields[one.keys], code, start) for one in found)
    first = min(one.lines[0] for one in found)
    return Manifest(
        kind=texts.get(("kind",), ""),
        group=texts.get(("apiVersion",), ""),
        purpose=remark_above(code, first),
        lines=(lines[0] + start, lines[1] + start),
        settings=settings,
    )


def remark_above(code: Sequence[str], at: int) -> str:
    """The comment in the lines right above a line of code."""
    said: list[str] = []
    while at and code[at - 1].strip().startswith("#"):
        at -= 1
        said.insert(0, code[at].strip().lstrip("# ").strip())
    return " ".join(said).strip()


def _names(found: Sequence[_Found], texts: dict[Keys, str]) -> dict[Keys, tuple[str, ...]]:
    """The fields of every setting: entries of lists by their names if they have any, single entries left out."""
    sizes: dict[Keys, int] = {}
    for one in found:
        for at, key in enumerate(one.keys):
            if isinstance(key, int):
                sizes[one.keys[:at]] = max(sizes.get(one.keys[:at], 0), key)
    return {one.keys: tuple(_fields(one.keys, sizes, texts)) for one in found}


def _fields(keys: Keys, sizes: dict[Keys, int], texts: dict[Keys, str]) -> Iterator[str]:
    for at, key in enumerate(keys):
        if isinstance(key, str):
            yield key
        elif sizes[keys[:at]] > 1:
            entry = keys[: at + 1]
            yield next((texts[(*entry, name)] for name in _NAMES if (*entry, name) in texts), f"#{key}")


def _setting(one: _Found, fields: tuple[str, ...], code: Sequence[str], start: int) -> Setting:
    end = one.spots[-1] if one.spots else None
    comment = _COMMENT.match(code[end.line][end.last :]) if end else None
    return Setting(
        fields=fields,
        spots=tuple(replace(spot, line=spot.line + start) for spot in one.spots),
        lines=(one.lines[0] + start, one.lines[1] + start),
        comment=comment.group(1) if comment else "",
        listed=one.listed,
    )
