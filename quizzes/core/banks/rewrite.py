"""Changing values where they stand in a bank's text: what keeps its value keeps its spelling, comments included."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeAlias

from quizzes.core.banks.forms import Form, Value, Word
from quizzes.core.banks.layout import enclosed, entry_lines, fits, item_lines, text_lines
from quizzes.core.banks.page import Leaf, Page, Part, Row, Table
from quizzes.core.banks.scalars import quote, scalar
from quizzes.core.banks.schema import Verdicts

Edit: TypeAlias = tuple[int, int, str]
"""What stands between two places, and the text that takes its place."""


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit in it; of two at the same place the earlier one comes first."""
    done, parts = 0, []
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += [text[done:start], new]
        done = end
    return "".join((*parts, text[done:]))


@dataclass(slots=True)
class Rewrite:
    """Gathers what changes on a page; the dashes of new lists stand `inset` columns to the right of their key."""

    page: Page
    inset: int = 0
    edits: list[Edit] = field(default_factory=list)

    def item(self, row: Row, item: Part, old: Value, new: Value) -> None:
        """Give an entry of a list a new value; `old` is the one it has now, in the form that `new` has."""
        bullet = item.start if row.flow else self.page.bullet(row, item)
        if self._reaches(item, old, new, "", bullet, enclosing=row.flow):
            self._part(item, old, new, "", bullet)
        elif row.flow:
            self._enclosed(item, new)
        else:
            column = self.page.column(bullet)
            line = f"- {enclosed(new)}"
            short = not isinstance(item, Leaf) and item.flow and fits(" " * column + line)
            lines = [line] if short else _hanging(item_lines(new, column, inset=self.inset), column)
            self.lines(bullet, item.end, lines)

    def lines(self, start: int, end: int, lines: Sequence[str]) -> None:
        """Put lines in the place of others; a comment behind the old ones stays behind the first, inner ones above."""
        for comment in self.page.comments_in(start, end):
            self._above(start, comment)
        self._lines(start, end, lines, behind="")

    def _lines(self, start: int, end: int, lines: Sequence[str], *, behind: str) -> None:
        first, *others = lines
        line_end = self.page.line_end(end)
        behind += self.page.text[end:line_end]
        self.edits.append((start, line_end, "\n".join((first + behind, *others))))

    def _above(self, place: int, comment: str) -> None:
        start = self.page.line_start(place)
        line = self.page.text[start:place]
        indent = line[: len(line) - len(line.lstrip())]
        self.edits.append((start, start, f"{indent}{comment}\n"))

    def _enclosed(self, part: Part, new: Value) -> None:
        for comment in self.page.comments_in(part.start, part.end):
            self._above(part.start, comment)
        quoted = isinstance(part, Leaf) and part.style and isinstance(new, str) and not isinstance(new, Word)
        text = quote(new) if quoted and isinstance(new, str) else enclosed(new)
        self.edits.append((part.start, part.end, " " * (part.start == part.end) + text))

    def _reaches(self, part: Part, old: Value, new: Value, name: str, owner: int, *, enclosing: bool) -> bool:
        """Whether the new value comes from changes inside the part, which stands behind the key or dash `owner`."""
        match part:
            case Leaf():
                behind = part.start < part.end and self.page.line(owner) == self.page.line(part.start)
                return isinstance(new, str) and not enclosing and behind
            case Row():
                if not (isinstance(old, list) and isinstance(new, list) and len(old) == len(part.items)):
                    return False
                return not part.flow or (len(new) == len(old) and not _opens(old, new))
            case Table():
                if not (isinstance(old, dict) and isinstance(new, dict)):
                    return False
                return self._table_reaches(part, old, new, name)

    def _table_reaches(self, part: Table, old: Form, new: Form, name: str) -> bool:
        names = _renamed(part, old, new, name)
        staying = [after for after in names.values() if after]
        if name == "pairs" and staying != [key for key in new if key in staying]:
            return False
        if part.flow:
            return all(names.values()) and set(new) <= set(staying) and not _opens(old, new)
        return bool(names[part.entries[0][0].text])

    def _part(self, part: Part, old: Value, new: Value, name: str, owner: int) -> None:
        match part:
            case Leaf() if isinstance(new, str):
                self._leaf(part, new, self.page.column(owner))
            case Row() if isinstance(old, list) and isinstance(new, list):
                self._row(part, old, new, owner)
            case Table() if isinstance(old, dict) and isinstance(new, dict):
                self._table(part, old, new, name, owner)

    def _leaf(self, leaf: Leaf, new: str, indent: int) -> None:
        quoted = leaf.style in ("'", '"') and "\n" not in new and not isinstance(new, Word)
        # A comment that is indented like the lines of a text would become one of them.
        quoted = quoted or ("\n" in new and self.page.below(leaf.end, indent + 1) > self.page.line_end(leaf.end))
        lines = [quote(new)] if quoted else text_lines("", new, indent)
        comments = self.page.comments_in(leaf.start, leaf.end)
        self._lines(leaf.start, leaf.end, lines, behind="".join(f"  {comment}" for comment in comments))

    def _row(self, row: Row, old: list[Value], new: list[Value], owner: int) -> None:
        after = self.page.line_end(owner)
        for before, now in enumerate(range(len(new))) if row.flow else _aligned(old, new):
            if before is None:
                lines = item_lines(new[now or 0], self.page.column(row.start), inset=self.inset)
                self.edits.append((after, after, "".join(f"\n{line}" for line in lines)))
                continue
            part = row.items[before]
            if now is None:
                self._remove(self.page.bullet(row, part), part.end)
                continue
            if not _same(old[before], new[now]):
                self.item(row, part, old[before], new[now])
            after = self.page.below(part.end, self.page.column(row.start))

    def _table(self, table: Table, old: Form, new: Form, name: str, owner: int) -> None:
        names = _renamed(table, old, new, name)
        ends = {}
        for key, part in table.entries:
            now = names[key.text]
            if not now:
                self._remove(key.start, part.end)
                continue
            ends[now] = self.page.below(part.end, self.page.column(key.start))
            if now != key.text:
                self.edits.append((key.start, key.end, scalar(now, enclosed=True)))
            if now in new and not _same(old.get(key.text), new[now]):
                self._entry(table, key, part, old.get(key.text, ""), new[now])
        self._add(table, {key: value for key, value in new.items() if key not in ends}, list(new), ends, owner)

    def _entry(self, table: Table, key: Leaf, part: Part, old: Value, new: Value) -> None:
        if self._reaches(part, old, new, key.text, key.start, enclosing=table.flow):
            self._part(part, old, new, key.text, key.start)
        elif table.flow:
            self._enclosed(part, new)
        else:
            column = self.page.column(key.start)
            self.lines(key.start, part.end, _hanging(entry_lines(key.text, new, column, inset=self.inset), column))

    def _add(self, table: Table, added: Form, order: list[str], ends: dict[str, int], owner: int) -> None:
        first = table.entries[0][0].start
        column = self.page.column(first)
        for key, value in added.items():
            before = [ends[name] for name in order[: order.index(key)] if name in ends]
            lines = entry_lines(key, value, column, inset=self.inset)
            if before or self.page.line(owner) != self.page.line(first):
                place = before[-1] if before else self.page.line_end(owner)
                self.edits.append((place, place, "".join(f"\n{line}" for line in lines)))
            else:
                self.edits.append((first, first, "\n".join(_hanging(lines, column)) + "\n" + " " * column))

    def _remove(self, start: int, end: int) -> None:
        """Take whole lines out, and leave their comments."""
        line_start, line_end = self.page.line_start(start), self.page.line_end(end)
        indent = " " * (start - line_start)
        comments = self.page.comments_in(line_start, line_end)
        self.edits.append((line_start - 1, line_end, "".join(f"\n{indent}{comment}" for comment in comments)))


def _renamed(table: Table, old: Form, new: Form, name: str) -> dict[str, str]:
    """The keys of a table with the names they will have, empty for those that go."""
    names = {key.text: key.text if _stays(key.text, old, new) else "" for key, _ in table.entries}
    gone = [key for key, after in names.items() if not after]
    come = [key for key in new if key not in names]
    if name != "pairs":
        gone = [key for key in gone if key in Verdicts]
        come = [key for key in come if key in Verdicts]
    return names | dict(zip(gone, come, strict=False))


def _stays(key: str, old: Form, new: Form) -> bool:
    """A key stays if it has a value, or if it went without saying before and still does."""
    return key in new or key not in old


def _aligned(old: list[Value], new: list[Value]) -> Iterator[tuple[int | None, int | None]]:
    """Which old entry becomes which new one; None for what comes or goes."""
    matcher = SequenceMatcher(None, [_told(one) for one in old], [_told(one) for one in new], autojunk=False)
    for _, start, end, into, until in matcher.get_opcodes():
        both = min(end - start, until - into)
        yield from ((start + step, into + step) for step in range(both))
        yield from ((before, None) for before in range(start + both, end))
        yield from ((None, now) for now in range(into + both, until))


def _told(entry: Value) -> str:
    """What an entry is told apart by: its first text, which is an option's own whatever its verdict."""
    return json.dumps(next(iter(entry.values()), "") if isinstance(entry, dict) else entry)


def _same(old: "Value | None", new: Value) -> bool:
    """Whether two values are equal, the order of keys included, for pairs have one."""
    return json.dumps(old) == json.dumps(new)


def _opens(old: Value, new: Value) -> bool:
    """Whether a text of several lines came in, which brackets would hide."""
    return "\\n" in json.dumps(new) and "\\n" not in json.dumps(old)


def _hanging(lines: Sequence[str], column: int) -> list[str]:
    """The lines as they follow what stands before this column."""
    return [lines[0][column:], *lines[1:]]
