"""What validation found, said so that an author knows what to do."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from quizzes.core.banks import schema
from quizzes.core.banks.codes import Rule
from quizzes.core.banks.findings import Finding
from quizzes.core.banks.nodes import Path
from quizzes.core.text import nearest

_INSIDE: dict[str, tuple[type[BaseModel], ...]] = {
    "options": (schema.RightForm, schema.WrongForm, schema.BestForm, schema.OkayForm),
    "blanks": (schema.BlankForm,),
    "mistakes": (schema.MistakeForm,),
    "pairs": (schema.PairForm,),
    "extra": (schema.PlacedForm,),
    "steps": (schema.PlacedForm,),
    "from": (schema.OriginForm,),
    "bank": (schema.BankForm,),
    "path": (schema.PathForm,),
    "defaults": (schema.DefaultsForm,),
}
_NAMES = {"options": "an option", "blanks": "a blank", "mistakes": "a mistake", "pairs": "a pair"}


def complaints(error: ValidationError, form: type[BaseModel], *, name: str) -> list[Finding]:
    """Every complaint about a form called `name` ("a choice"), in the order of the form."""
    return [_complaint(detail, form, name) for detail in error.errors(include_url=False)]


def known_keys(form: type[BaseModel]) -> list[str]:
    """The keys that a form may have, as they are written."""
    return [field.alias or name for name, field in form.model_fields.items()]


def _complaint(detail: Mapping[str, Any], form: type[BaseModel], name: str) -> Finding:
    at: Path = tuple(step for step in detail["loc"] if not str(step).startswith("="))
    kind, given = detail["type"], detail["input"]
    if kind in Rule.__members__:
        return Finding(Rule[kind], at, detail["msg"])
    match kind:
        case "extra_forbidden":
            return _unknown_key(at, form, name)
        case "missing":
            return _missing(at, name)
        case "literal_error":
            return _value(at, given, re.findall(r"'([^']+)'", detail["ctx"]["expected"]))
        case "string_type":
            return Finding(
                Rule.WANT_TEXT, at, f"{_key(at)} is a text; if a colon made it a list of keys, put it in quotes"
            )
        case "list_type":
            fix = f"{at[-1]}: [{given}]" if isinstance(given, str) and given and at else None
            return Finding(Rule.WANT_LIST, at, f"{_key(at)} is a list, also with one entry", fix)
        case "union_tag_not_found" | "union_tag_invalid":
            return _no_verdict(at, given, form)
        case "too_short" | "too_long":
            return _count(at, detail["ctx"], kind)
        case _:
            return Finding(Rule.WANT_KEYS, at, f"{_key(at)} has keys with values of its own")


def _unknown_key(at: Path, form: type[BaseModel], name: str) -> Finding:
    parent = _container(at)
    known = (
        [key for inside in _INSIDE.get(parent, (form,)) for key in known_keys(inside)] if parent else known_keys(form)
    )
    key = str(at[-1])
    if parent == "options" and key in schema.Verdicts:
        return Finding(
            Rule.UNKNOWN_KEY, at, f"an option is only one thing; take `{key}` out, or begin a new option", of_key=True
        )
    near = nearest(key, known)
    where = _NAMES.get(parent, f"`{parent}`") if parent else name
    hint = f"did you mean `{near}`?" if near else f"it has {', '.join(dict.fromkeys(known))}"
    return Finding(Rule.UNKNOWN_KEY, at, f"{where} has no `{key[:60]}`; {hint}", near, of_key=True)


def _missing(at: Path, name: str) -> Finding:
    key, parent = str(at[-1]), _container(at)
    where = _NAMES.get(parent, f"`{parent}`") if parent else name
    if key == "id" and not parent:
        return Finding(Rule.NO_ID, at[:-1], "a question needs an id; it is chosen once and never changes")
    return Finding(Rule.MISSING, at[:-1], f"{where} needs `{key}`")


def _value(at: Path, given: object, allowed: list[str]) -> Finding:
    near = nearest(given, allowed) if isinstance(given, str) else None
    hint = f"did you mean {near}?" if near else f"it is one of: {', '.join(allowed)}"
    if len(allowed) == 1:
        hint = f"it is {allowed[0]}"
    shown = f"`{given[:60]}`" if isinstance(given, str) else "this"
    return Finding(Rule.VALUE, at, f"{shown} is no value of `{at[-1]}`; {hint}", f"{at[-1]}: {near}" if near else None)


def _no_verdict(at: Path, given: object, form: type[BaseModel]) -> Finding:
    verdicts = ("best", "okay", "wrong") if form is schema.DecisionForm else ("right", "wrong")
    listed = ", ".join(f"`{verdict}:`" for verdict in verdicts[:-1]) + f" or `{verdicts[-1]}:`"
    text = given if isinstance(given, str) else None
    fix = f"- wrong: {text}" if text and "\n" not in text and ": " not in text else None
    return Finding(Rule.MISSING, at, f"an option of this kind begins with {listed}", fix)


def _count(at: Path, context: Mapping[str, Any], kind: str) -> Finding:
    bound = context.get("min_length") if kind == "too_short" else context.get("max_length")
    amount = "at least" if kind == "too_short" else "at most"
    return Finding(
        Rule.TOO_FEW if kind == "too_short" else Rule.TOO_LONG, at, f"{_key(at)} has {amount} {bound} entries"
    )


def _container(at: Path) -> str:
    """The nearest key above the last step, or nothing at the top of a form."""
    return next((step for step in reversed(at[:-1]) if isinstance(step, str)), "")


def _key(at: Path) -> str:
    if not at:
        return "this"
    key = next((step for step in reversed(at) if isinstance(step, str)), "this")
    return f"an entry of `{key}`" if isinstance(at[-1], int) else f"`{key}`"
