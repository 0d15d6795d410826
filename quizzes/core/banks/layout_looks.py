"""Mistakes of layout behind a line that cannot be read: spaces, dashes, columns, and lines without a key."""

import re

from quizzes.core.banks.broken import Broken
from quizzes.core.banks.codes import Rule
from quizzes.core.banks.lines import Line, bulleted
from quizzes.core.banks.schema import Verdicts
from quizzes.core.banks.vocabulary import FILE_KEYS, KEYS, OPTION_KEYS, PROSE
from quizzes.core.problems import Problem

_GLUED_DASH = re.compile(r"(\s*)-([\w-]+)(:(?: .*)?)")
_GLUED_COLON = re.compile(r"(\s*(?:- +)*)(\w+):([^\s/].*)")
_NO_COLON = re.compile(r"(\s*(?:- +)*)(\w+)(?: ?= ?| +)(\S.*)")
_LISTS = {"order": "steps", "task": "steps", "match": "pairs", "cloze": "blanks", "typed": "accept"}


def no_space(broken: Broken) -> Problem | None:
    """A dash or a colon that is not followed by a space, and a key without its colon."""
    for line in broken.suspects():
        if (found := _GLUED_DASH.fullmatch(line.whole)) and found[2] in KEYS:
            fix = f"{found[1]}- {found[2]}{found[3]}"
            return broken.problem(Rule.SPACE, "a space is missing after the dash", line, found.start(2), fix=fix)
        if (found := _GLUED_COLON.fullmatch(line.whole)) and found[2] in KEYS:
            fix = f"{found[1]}{found[2]}: {found[3]}"
            return broken.problem(Rule.SPACE, "a space is missing after the colon", line, found.start(3), fix=fix)
        found = _NO_COLON.fullmatch(line.whole)
        if found and found[2] in KEYS and not line.key and _fails(broken, line):
            fix = f"{found[1]}{found[2]}: {found[3]}"
            message = f"a colon and a space are missing after `{found[2]}`"
            return broken.problem(Rule.SPACE, message, line, found.end(2) + 1, fix=fix)
    return None


def _fails(broken: Broken, line: Line) -> bool:
    return "expected ':'" in broken.what or (line.number < broken.line.number and bool(line.dash))


def no_dash(broken: Broken) -> Problem | None:
    """A list written with other signs than dashes, or with a dash that has no space."""
    for line in (broken.line, broken.top):
        found = None if line.key else bulleted(line.whole)
        if found:
            message = (
                "a space is missing after the dash"
                if found[0] == "-"
                else f"an entry of a list begins with a dash and a space, not with {found[0]}"
            )
            return broken.problem(Rule.SPACE, message, line, len(line.indent) + 1, fix=found[1])
    return None


def wrong_column(broken: Broken) -> Problem | None:
    """A line with a key that begins elsewhere than those it belongs to."""
    line = broken.line
    own = len(line.indent) + 1
    if line.key not in KEYS:
        goes_on = "mapping values" in broken.what and line.key and not line.dash and broken.above().text
        message = 'this goes on with the text above and has ": " in it; put the whole text in quotes'
        return broken.problem(Rule.COLON, message, line, line.column) if goes_on else None
    if line.key in FILE_KEYS and not line.dash:
        odd = next((one for one in (line, *broken.all_above()) if one.key in FILE_KEYS and one.column > 1), None)
        return _moved(broken, odd, 1) if odd else None
    column = _dash_column(broken) if line.dash else _key_column(broken)
    return _moved(broken, line, column) if column not in (None, own) else None


def _moved(broken: Broken, line: Line, column: int | None) -> Problem:
    message = f"this line begins in column {len(line.indent) + 1}, and those it belongs to in column {column}"
    return broken.problem(Rule.INDENTATION, message, line, line.column, fix=line.at(column or 1))


def _dash_column(broken: Broken) -> int | None:
    """Where the dashes of the list stand that a line with a dash belongs to."""
    alike = Verdicts if broken.line.key in Verdicts else (broken.line.key,)
    others = [one for one in broken.all_above() if one.dash and one.key in alike]
    # The first question decides, and among options the nearest.
    if broken.line.key == "id":
        return len(others[-1].indent) + 1 if others else None
    return len(others[0].indent) + 1 if others else None


def _key_column(broken: Broken) -> int | None:
    """Where the keys stand that a key belongs to: of an option, or of the question; the nearest column counts."""
    line = broken.line
    of_option = line.key in OPTION_KEYS
    columns = []
    for other in broken.near():
        if other.key in KEYS:
            strange = (other.key in OPTION_KEYS) is not of_option
            columns.append((strange, abs(other.column - line.column), other.column))
        if other.dash and other.key == "id":
            break
    return min(columns)[2] if columns else None


def no_key_above(broken: Broken) -> Problem | None:
    """A list below a text that is already complete."""
    line, above = broken.line, broken.above()
    if not line.dash or not above.key or not above.text or line.number == above.number:
        return None
    key = _list_key(broken)
    indent = " " * (above.column - 1)
    entry = line.whole if len(line.indent) >= len(indent) else indent + line.whole.lstrip()
    message = f"a list begins here, and `{above.key}` above has its text already; name the list with `{key}:`"
    return broken.problem(Rule.INDENTATION, message, line, len(line.indent) + 1, fix=f"{indent}{key}:\n{entry}")


def _list_key(broken: Broken) -> str:
    kind = next((one.text for one in broken.near() if one.key == "kind"), "")
    if broken.line.key == "id":
        return "questions"
    return "options" if broken.line.key in Verdicts else _LISTS.get(kind, "options")


def no_key(broken: Broken) -> Problem | None:
    """A line that neither has a key nor goes on with the text above."""
    if "expected ':'" not in broken.what:
        return None
    above = next((one for one in broken.all_above(broken.top.number) if one.key), None)
    column = len(broken.top.indent) + 1
    if above is None or above.key not in PROSE or not above.text or broken.top.dash:
        message = "this line has no `key:`, and does not continue the text above"
        return broken.problem(Rule.INDENTATION, message, broken.top, column)
    message = "this line has no `key:`; if it goes on with the text above, indent it deeper"
    return broken.problem(Rule.INDENTATION, message, broken.top, column, fix=broken.top.at(above.column + 2))
