"""What an author did when a line cannot be read, in plain words and with the corrected line where it can be built."""

import re
from dataclasses import dataclass

import yaml

from quizzes.core.banks.codes import Rule
from quizzes.core.banks.scalars import quote
from quizzes.core.banks.source import Source
from quizzes.core.problems import Problem

_ENTRY = re.compile(r"(?P<head>\s*(?:- )*(?:[\w-]+: +)?)(?P<text>\S.*?)\s*")
_OPENED = ("quoted scalar", "flow sequence", "flow mapping")


@dataclass(frozen=True, slots=True)
class _Mark:
    line: int
    column: int


def explain(broken: yaml.YAMLError, source: Source) -> Problem:
    """The problem behind a text that could not be read on."""
    what = str(getattr(broken, "problem", "") or "")
    context = str(getattr(broken, "context", "") or "")
    place = _place(broken, "problem_mark")
    opened = _place(broken, "context_mark") if getattr(broken, "context_mark", None) else place
    line = source.line(place.line)
    if "\t" in line[: place.column] and ("tab" in what or "cannot start" in what):
        return _at(source, Rule.TAB, "a tab stands here; use spaces", place, fix=line.replace("\t", "  "))
    if any(name in context for name in ("an alias", "an anchor", "a tag")):
        rule = Rule.TAG if "tag" in context else Rule.ALIAS
        return _first_character(source, opened, rule=rule)
    if any(name in context for name in _OPENED):
        return _unclosed(source, what, opened, place)
    if "mapping values are not allowed" in what:
        return _colon(source, place)
    if "cannot start any token" in what:
        return _first_character(source, place)
    return _layout(source, what, opened, place)


def quoted(line: str) -> str | None:
    """The line with the text after its last key in quotes, or None where there is nothing to quote."""
    found = _ENTRY.fullmatch(line)
    if not found or found["text"][0] in "\"'|>":
        return None
    return found["head"] + quote(found["text"])


def _requoted(line: str) -> str | None:
    """The line with a text in broken quotes quoted afresh."""
    found = _ENTRY.fullmatch(line)
    if not found or found["text"][0] not in "\"'":
        return None
    text = found["text"]
    inner = text[1:-1] if len(text) > 2 and text[0] == text[-1] else text
    return found["head"] + quote(inner)


def _unclosed(source: Source, what: str, opened: _Mark, place: _Mark) -> Problem:
    if "escape" in what:
        message = "a backslash in double quotes means something else; use single quotes, or write two backslashes"
        return _at(source, Rule.UNREADABLE, message, place, fix=_requoted(source.line(place.line)))
    sign = source.line(opened.line)[opened.column - 1 : opened.column] or "the bracket"
    return _at(source, Rule.UNCLOSED, f"`{sign}` opens here and is not closed where it should be", opened)


def _colon(source: Source, place: _Mark) -> Problem:
    line = source.line(place.line)
    found = _ENTRY.fullmatch(line)
    if not found or not re.search(r": |:$", found["text"]) or found.end("head") >= place.column:
        message = "this line is indented deeper than the one it belongs to, or the text above needs quotes"
        return _at(source, Rule.INDENTATION, message, place)
    message = 'this text has ": " in it; put it in quotes'
    return _at(source, Rule.COLON, message, _Mark(place.line, found.start("text") + 1), fix=quoted(line))


def _first_character(source: Source, place: _Mark, *, rule: Rule = Rule.QUOTES) -> Problem:
    line = source.line(place.line)
    sign = line[place.column - 1 : place.column]
    return _at(source, rule, f"a text cannot begin with {sign} here; put it in quotes", place, fix=quoted(line))


def _layout(source: Source, what: str, opened: _Mark, place: _Mark) -> Problem:
    line = source.line(place.line)
    found = _ENTRY.fullmatch(line)
    if "expected key" in what and found and found["text"][0] in "\"'*":
        text = _Mark(place.line, found.start("text") + 1)
        if found["text"][0] == "*":
            return _at(source, Rule.ALIAS, "a text cannot begin with * here; put it in quotes", text, fix=quoted(line))
        message = "the text goes on after its closing quote; put all of it in quotes"
        return _at(source, Rule.UNCLOSED, message, text, fix=_requoted(line))
    if "could not find expected ':'" in what:
        return _at(source, Rule.INDENTATION, "this line has no `key:`, and does not continue the text above", opened)
    if "expected" in what or "not allowed" in what:
        return _at(source, Rule.INDENTATION, "this line does not begin in the column of those it belongs to", place)
    return _at(source, Rule.UNREADABLE, "this line could not be read; check quotes and indentation around it", place)


def _place(broken: yaml.YAMLError, name: str) -> _Mark:
    mark = getattr(broken, name, None)
    return _Mark(mark.line + 1, mark.column + 1) if mark else _Mark(1, 1)


def _at(source: Source, rule: Rule, message: str, place: _Mark, *, fix: str | None = None) -> Problem:
    # A text that ends too early is noticed after its last line.
    line = min(place.line, max(1, len(source.lines)))
    return source.problem(rule, message, line=line, column=place.column if line == place.line else 1, fix=fix)
