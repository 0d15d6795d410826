"""What validation found, said so that an author knows what to do."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from quizzes.core.banks import mend, schema
from quizzes.core.banks.codes import Rule
from quizzes.core.banks.fields import KEY
from quizzes.core.banks.findings import Finding
from quizzes.core.banks.ids import slug
from quizzes.core.banks.nodes import Path
from quizzes.core.banks.scalars import scalar
from quizzes.core.banks.strangers import insides, place_name, stranger
from quizzes.core.banks.vocabulary import keys_of, meant

_Detail = Mapping[str, Any]

_SHORT = {"steps": "text", "extra": "text", "blanks": "answer"}
"""Lists whose entries may be bare texts, and the key that such a text stands for."""
_WRITTEN = {"mistakes": "{when: …, why: …}", "pairs": "{left: …, right: …}"}
_TAGS = frozenset(f"={verdict}" for verdict in schema.Verdicts)
_TRUE = frozenset("t y right correct 1 on".split())
_FALSE = frozenset("f n wrong incorrect 0 off".split())


def complaints(error: ValidationError, form: type[BaseModel], *, name: str) -> list[Finding]:
    """Every complaint about a form called `name` ("a choice"), in the order of the form; one for each mistake."""
    details: list[_Detail] = [{**detail, "loc": _path(detail)} for detail in error.errors(include_url=False)]
    split = {detail["loc"][:-1]: finding for detail in details if (finding := _split_by_colon(detail))}
    others = [
        _complaint(detail, form, name)
        for detail in details
        if detail["loc"][:-1] not in split and not _renamed(detail, details, form)
    ]
    return [*split.values(), *others]


def _path(detail: _Detail) -> Path:
    """Where the complaint is, without the tag that stands behind the number of an option."""
    steps: Path = detail["loc"]
    return tuple(
        step for place, step in enumerate(steps) if not (step in _TAGS and place and isinstance(steps[place - 1], int))
    )


def _split_by_colon(detail: _Detail) -> Finding | None:
    """A bare text that a colon made into a key with a value."""
    at, given = detail["loc"], detail["input"]
    parent = at[-3] if len(at) > 2 else ""
    if detail["type"] != "missing" or not isinstance(given, dict) or len(given) != 1:
        return None
    ((key, value),) = given.items()
    if not isinstance(value, str):
        return None
    if _SHORT.get(str(parent)) == at[-1] and key not in ("key", "text", "answer", "accept", "hint", "match"):
        return Finding(Rule.COLON, at[:-1], 'this text has ": " in it; put it in quotes', mend.in_quotes)
    if parent == "pairs" and key not in ("left", "right"):
        message = "a pair in a list names its sides; or leave the dashes out and write `left: right`"
        return Finding(Rule.MISSING, at[:-1], message, mend.pair(key, value))
    return None


def _renamed(detail: _Detail, details: Sequence[_Detail], form: type[BaseModel]) -> bool:
    """Whether what is missing is there under another name, which is complained about."""
    at = detail["loc"]
    if detail["type"] != "missing":
        return False
    strangers = (one["loc"] for one in details if one["type"] == "extra_forbidden" and one["loc"][:-1] == at[:-1])
    return any(meant(str(other[-1]), _known(other, form)) == at[-1] for other in strangers)


def _known(at: Path, form: type[BaseModel]) -> list[str]:
    return [key for inside in insides(at, form) for key in keys_of(inside)]


def _complaint(detail: _Detail, form: type[BaseModel], name: str) -> Finding:
    at, kind, given = detail["loc"], detail["type"], detail["input"]
    if kind in Rule.__members__:
        return _own(Rule[kind], at, detail["msg"].replace(KEY, _key(at)), given)
    match kind:
        case "extra_forbidden":
            return stranger(at, given, form, name)
        case "missing":
            return _missing(at, name)
        case "literal_error":
            return _value(at, given, re.findall(r"'([^']+)'", detail["ctx"]["expected"]))
        case "string_type":
            return _no_text(at, given)
        case "list_type":
            return _no_list(at, given)
        case "union_tag_not_found" | "union_tag_invalid":
            return _no_verdict(at, given, form)
        case "too_short" | "too_long":
            return _count(at, detail["ctx"], kind)
        case _:
            return _no_keys(at, given)


def _own(rule: Rule, at: Path, message: str, given: object) -> Finding:
    """A complaint of our own fields, with the word that was probably meant."""
    word = given if isinstance(given, str) else ""
    fixed = ""
    if rule is Rule.ID_FORM:
        fixed = slug(word)
    elif rule is Rule.VALUE and word.casefold() in _TRUE | _FALSE:
        fixed = "true" if word.casefold() in _TRUE else "false"
        fixed = fixed if at[-1:] == ("answer",) else {"true": "yes", "false": "no"}[fixed]
    return Finding(rule, at, message, mend.replaced(word, fixed) if fixed else None)


def _missing(at: Path, name: str) -> Finding:
    key = str(at[-1])
    where = place_name(at) or name
    if key == "id" and not place_name(at) and name != "a bank":
        return Finding(Rule.NO_ID, at[:-1], "a question needs an id, chosen once for good; `pathdeck fmt` fills it in")
    if key == "format":
        return Finding(Rule.MISSING, at[:-1], "a bank begins with `format: 1`", mend.above("format: 1"))
    return Finding(Rule.MISSING, at[:-1], f"{where} needs `{key}`")


def _value(at: Path, given: object, allowed: list[str]) -> Finding:
    word = given if isinstance(given, str) else ""
    near = meant(word, allowed)
    if len(allowed) == 1:
        near, hint = allowed[0], f"it is {allowed[0]}"
    else:
        hint = f"did you mean {near}?" if near else f"it is one of: {', '.join(allowed)}"
    shown = f"`{word[:60]}`" if word else "this"
    fix = mend.replaced(word, near) if near else None
    return Finding(Rule.VALUE, at, f"{shown} is no value of `{at[-1]}`; {hint}", fix)


def _no_text(at: Path, given: object) -> Finding:
    if isinstance(given, dict):
        message = f"{_key(at)} is a text, and a colon made it a key with a value; put it in quotes"
    else:
        message = f"{_key(at)} is a text, and a list stands here; write one text, in quotes if it begins with ["
    return Finding(Rule.WANT_TEXT, at, message, mend.in_quotes)


def _no_list(at: Path, given: object) -> Finding:
    if isinstance(given, dict):
        return Finding(Rule.WANT_LIST, at, f"each entry of {_key(at)} begins with a dash", mend.with_dash)
    if not given:
        return Finding(Rule.WANT_LIST, at, f"{_key(at)} is a list; write its entries below it, each with a dash")
    return Finding(Rule.WANT_LIST, at, f"{_key(at)} is a list, also with one entry", mend.in_brackets)


def _no_keys(at: Path, given: object) -> Finding:
    if at == ("bank",) and isinstance(given, str) and given.strip():
        words = f"{{id: {slug(given)}, title: {scalar(given, enclosed=True)}}}"
        return Finding(Rule.WANT_KEYS, at, "`bank` has an id and a title", mend.replaced(given, words))
    parent = next((str(step) for step in reversed(at) if isinstance(step, str)), "")
    if parent in _WRITTEN:
        return Finding(Rule.WANT_KEYS, at, f"{_key(at)} is written `{_WRITTEN[parent]}`")
    return Finding(Rule.WANT_KEYS, at, f"{_key(at)} has keys with values of its own")


def _no_verdict(at: Path, given: object, form: type[BaseModel]) -> Finding:
    verdicts = ("best", "okay", "wrong") if form is schema.DecisionForm else ("right", "wrong")
    listed = ", ".join(f"`{verdict}:`" for verdict in verdicts[:-1]) + f" or `{verdicts[-1]}:`"
    message = f"an option of this kind begins with {listed}"
    if isinstance(given, str):
        glued = re.match(rf"({'|'.join(verdicts)}):(?=\S)", given)
        if glued:
            fix = mend.replaced(glued[0], f"{glued[0]} ")
            return Finding(Rule.SPACE, at, "a space is missing after the colon", fix)
        return Finding(Rule.MISSING, at, message, mend.inserted("wrong: ") if ": " not in given else None)
    first = next(_words(given), "")
    near = meant(first, verdicts)
    return Finding(Rule.MISSING, at, message, mend.replaced(first, near) if near else None)


def _words(given: object) -> Iterator[str]:
    return iter(given) if isinstance(given, dict) else iter(())


def _count(at: Path, context: Mapping[str, Any], kind: str) -> Finding:
    few = kind == "too_short"
    bound = context.get("min_length") if few else context.get("max_length")
    wanted = f"needs at least {bound} entries" if few else f"has at most {bound} entries"
    return Finding(Rule.TOO_FEW if few else Rule.TOO_LONG, at, f"{_key(at)} {wanted}")


def _key(at: Path) -> str:
    if not at:
        return "this"
    key = next((step for step in reversed(at) if isinstance(step, str)), "this")
    return f"an entry of `{key}`" if isinstance(at[-1], int) else f"`{key}`"
