"""What an author did when a line cannot be read, in plain words and with the corrected line where it can be built."""

import re
from collections.abc import Callable

import yaml

from quizzes.core.banks import layout_looks as layout
from quizzes.core.banks.broken import Broken
from quizzes.core.banks.codes import Rule
from quizzes.core.banks.lines import INVISIBLE, Line, made_visible
from quizzes.core.banks.source import Source
from quizzes.core.banks.vocabulary import KEYS, PROSE
from quizzes.core.problems import Problem

_MERGE = re.compile(r"(<{7}|={7}|>{7})(?: |$)")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_STRUCTURE = re.compile(r"\s*(?:-\s+)*(?:\w[\w-]*:?)?")
_SECOND_KEY = re.compile(r"(?<=\S),? +(\w+): ")
_CLOSING = {"{": "}", "[": "]"}
_NAMED = {"an alias": Rule.ALIAS, "an anchor": Rule.ALIAS, "a tag": Rule.TAG}


def explain(error: yaml.YAMLError, source: Source, lines: range) -> Problem:
    """The problem behind a text that could not be read on; the text is made of these lines of the file."""
    broken = Broken.from_error(error, source, lines)
    return next((problem for look in _LOOKS if (problem := look(broken))), None) or _unreadable(broken)


def detabbed(whole: str) -> str:
    """The line with spaces for tabs, one behind a dash, a colon or a comma and two elsewhere."""
    return re.sub(r"(?<=[-:,])\t", " ", whole).replace("\t", "  ")


def _foreign(broken: Broken) -> Problem | None:
    """Lines that other tools left behind."""
    for line in (broken.line, broken.top):
        if _MERGE.match(line.whole):
            return broken.problem(Rule.UNREADABLE, "a merge left its mark here; keep one of the two texts", line)
        if _FENCE.match(line.whole):
            message = "a fence of Markdown stands here; take this line and the closing one out"
            return broken.problem(Rule.UNREADABLE, message, line)
    return None


def _tab(broken: Broken) -> Problem | None:
    whole = broken.line.whole
    if "\t" in whole[: broken.place.column] and ("tab" in broken.what or "cannot start" in broken.what):
        column = whole.index("\t") + 1
        return broken.problem(Rule.TAB, "a tab stands here; use spaces", broken.line, column, fix=detabbed(whole))
    return None


def _invisible(broken: Broken) -> Problem | None:
    for line in broken.suspects():
        hit = INVISIBLE.search(line.whole)
        if hit and _STRUCTURE.fullmatch(line.whole[: hit.start()]):
            message = f"a space of another kind (U+{ord(hit[0]):04X}) stands here; type an ordinary one"
            return broken.problem(Rule.SPACE, message, line, hit.start() + 1, fix=made_visible(line.whole))
    return None


def _escape(broken: Broken) -> Problem | None:
    if "escape" not in broken.what:
        return None
    message = "a backslash in double quotes means something else; use single quotes, or write two backslashes"
    return broken.problem(Rule.UNREADABLE, message, broken.line, broken.place.column, fix=broken.line.requoted())


def _comma_missing(broken: Broken) -> Problem | None:
    """Between brackets, a line that begins a new entry below one that has no comma at its end."""
    above = broken.above().whole.rstrip()
    begins = broken.line.whole.lstrip()[:1] in ('"', "{", "[")
    if "flow" not in broken.context or broken.place.line == broken.opened.line or not begins:
        return None
    if above[-1:] in ("", ",", "{", "[", ":"):
        return None
    message = "a comma is missing at the end of this line"
    return broken.problem(Rule.UNCLOSED, message, broken.above(), len(above), fix=above + ",")


def _quotes(broken: Broken) -> Problem | None:
    if "quoted scalar" in broken.context and broken.opened.line == broken.top.number:
        sign = broken.sign(broken.opened)
        fix = broken.top.requoted() if broken.opened.column == broken.top.text_column else None
        message = f"`{sign}` opens here and never closes; close it at the end of the text"
        return broken.problem(Rule.UNCLOSED, message, broken.top, broken.opened.column, fix=fix)
    line = next((one for one in broken.near() if _dangles(one)), None)
    if line and line.number < broken.line.number:
        message = f"`{line.text[0]}` opens here and closes only in a later line; close it at the end of the text"
        return broken.problem(Rule.UNCLOSED, message, line, line.text_column, fix=line.requoted())
    line = broken.line
    if line.text[:1] in ("'", '"') and broken.place.column > line.text_column:
        message = "the text goes on after its closing quote; put all of it in quotes"
        return broken.problem(Rule.UNCLOSED, message, line, line.text_column, fix=line.requoted())
    return None


def _dangles(line: Line) -> bool:
    return line.text[:1] in ("'", '"') and line.text.count(line.text[0]) == 1


def _brackets(broken: Broken) -> Problem | None:
    top, line = broken.top, broken.line
    if "flow" not in broken.context:
        inside = line.text[:1] in _CLOSING and line.key and broken.place.column > line.text_column
        return _quote_it(broken, line) if inside else None
    if top.key in PROSE and broken.opened.column == top.text_column:
        return _quote_it(broken, top)
    sign = broken.sign(broken.opened)
    closing = _CLOSING.get(sign, "")
    if closing and broken.place.line > top.number and top.whole.count(sign) - top.whole.count(closing) == 1:
        fix = top.whole.rstrip().removesuffix(",") + closing
        message = f"`{sign}` opens here, and its `{closing}` is missing"
        return broken.problem(Rule.UNCLOSED, message, top, broken.opened.column, fix=fix)
    message = f"`{sign}` opens here; a comma between its entries is missing, or the `{closing}` at the end"
    if not closing:
        message = "between brackets, a comma is missing here, or the bracket that closes"
    return broken.problem(Rule.UNCLOSED, message, top, broken.opened.column)


def _first_sign(broken: Broken) -> Problem | None:
    line = broken.line
    for name, rule in _NAMED.items():
        if name in broken.context:
            return _quote_it(broken, broken.top, rule=rule)
    if "block scalar" in broken.context:
        return _quote_it(broken, broken.top)
    if "cannot start any token" in broken.what:
        return _quote_it(broken, line)
    if "expected key" in broken.what and line.text[:1] == "*" and broken.place.column > line.text_column:
        return _quote_it(broken, line, rule=Rule.ALIAS)
    if line.key and line.text[:2] in ("? ", "- ") and broken.place.column >= line.text_column:
        return _quote_it(broken, line)
    return None


def _quote_it(broken: Broken, line: Line, *, rule: Rule = Rule.QUOTES) -> Problem:
    message = f"a text cannot begin with {line.text[:1]} here; put it in quotes"
    return broken.problem(rule, message, line, line.text_column, fix=line.quoted())


def _comma(broken: Broken) -> Problem | None:
    if broken.sign(broken.place) != "," or "flow" not in broken.context:
        return None
    message = "nothing stands before this comma; take it out, or put it in quotes"
    return broken.problem(Rule.UNREADABLE, message, broken.line, broken.place.column)


def _colon(broken: Broken) -> Problem | None:
    line = broken.line
    inside = broken.place.column > line.text_column and re.search(r": |:$", line.text)
    if "mapping values are not allowed" not in broken.what or not inside:
        return None
    if (second := _SECOND_KEY.search(line.text)) and second[1] in KEYS and line.key in KEYS - PROSE:
        rest = line.text[second.start(1) :]
        fix = f"{line.head}{line.text[: second.start()]}\n{' ' * (line.column - 1)}{rest}{line.tail}"
        message = f"`{second[1]}` stands in the line of `{line.key}`; give it a line of its own"
        return broken.problem(Rule.COLON, message, line, line.text_column + second.start(1), fix=fix)
    message = 'this text has ": " in it; put it in quotes'
    return broken.problem(Rule.COLON, message, line, line.text_column, fix=line.quoted())


def _unreadable(broken: Broken) -> Problem:
    if "expected" in broken.what or "not allowed" in broken.what:
        message = "this line does not begin in the column of those it belongs to"
        return broken.problem(Rule.INDENTATION, message, broken.line, broken.place.column)
    message = "this line could not be read; check quotes and indentation around it"
    return broken.problem(Rule.UNREADABLE, message, broken.line, broken.place.column)


_LOOKS: tuple[Callable[[Broken], Problem | None], ...] = (
    _foreign,
    _tab,
    _invisible,
    _escape,
    _comma_missing,
    _quotes,
    layout.no_space,
    layout.no_dash,
    _first_sign,
    _comma,
    _brackets,
    _colon,
    layout.wrong_column,
    layout.no_key_above,
    layout.no_key,
)
"""The first that recognises the mistake explains it."""
