"""Keys that do not stand where they are: misspelled, put in another place, or of another kind."""

from pydantic import BaseModel

from quizzes.core.banks import mend, schema
from quizzes.core.banks.codes import Rule
from quizzes.core.banks.findings import Finding
from quizzes.core.banks.nodes import Path
from quizzes.core.banks.vocabulary import BANK_KEYS, KEYS, OPTION_KEYS, QUESTION_KEYS, keys_of, meant

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
_COMMON = frozenset(keys_of(schema.QuestionForm)) - {"id", "ask", "hint", "explain", "source", "tags"}
"""What every question may have and few need: not named where keys are listed."""


def insides(at: Path, form: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """The forms that the last step of a path is a key of."""
    parent = _container(at)
    return _INSIDE.get(parent, (form,)) if parent else (form,)


def place_name(at: Path) -> str:
    """What the last step of a path is a key of, in words; nothing at the top of a form."""
    parent = _container(at)
    return _NAMES.get(parent, f"`{parent}`") if parent else ""


def stranger(at: Path, given: object, form: type[BaseModel], name: str) -> Finding:
    """What is wrong with a key that its place does not have."""
    key, where = str(at[-1]), place_name(at) or name
    known = list(dict.fromkeys(known for inside in insides(at, form) for known in keys_of(inside)))
    if key.startswith("-") and key.lstrip("-") in KEYS:
        mended = mend.replaced(key, f"- {key.lstrip('-')}")
        return Finding(Rule.SPACE, at, "a space is missing after the dash", mended, of_key=True)
    if key == "<<":
        message = "`<<` would take keys from elsewhere; write them out here"
        return Finding(Rule.UNKNOWN_KEY, at, message, of_key=True)
    if _container(at) == "options":
        found = _in_option(at, key, given)
    elif form is schema.HeadForm and not place_name(at):
        known.append("questions")
        found = _in_file(at, key, known)
    else:
        found = None
    if found:
        return found
    near = meant(key, known)
    hint = f"did you mean `{near}`?" if near else _elsewhere(key, known, top=not place_name(at))
    fix = mend.replaced(key, near) if near else None
    return Finding(Rule.UNKNOWN_KEY, at, f"{where} has no `{key[:60]}`; {hint}", fix, of_key=True)


def _in_option(at: Path, key: str, given: object) -> Finding | None:
    if key in schema.Verdicts:
        message = f"an option is only one thing; take `{key}` out, or begin a new option"
        return Finding(Rule.UNKNOWN_KEY, at, message, of_key=True)
    if key in ("text", "option", "answer", "label", "value"):
        text = given[:40] if isinstance(given, str) else "…"
        message = f"an option is written `right: {text}` or `wrong: {text}`; take `{key}` out"
        return Finding(Rule.UNKNOWN_KEY, at, message, of_key=True)
    return None


def _in_file(at: Path, key: str, known: list[str]) -> Finding | None:
    if key in BANK_KEYS and key != "id":
        return Finding(Rule.UNKNOWN_KEY, at, f"`{key}` stands under `bank:`; move it there", of_key=True)
    if key in QUESTION_KEYS and not meant(key, known):
        message = f"`{key}` belongs to a question below `questions:`, or under `bank:`"
        if key != "id":
            message = f"`{key}` belongs to a question; indent it"
        return Finding(Rule.UNKNOWN_KEY, at, message, mend.moved(2) if key != "id" else None, of_key=True)
    return None


def _elsewhere(key: str, known: list[str], *, top: bool) -> str:
    if top and key in OPTION_KEYS and "options" in known:
        return "it belongs to an option"
    kinds = [kind for kind, form in schema.FORMS.items() if top and key in keys_of(form)]
    if kinds:
        return f"a {' or '.join(kinds)} has"
    return f"it has {', '.join(one for one in known if one not in _COMMON)}"


def _container(at: Path) -> str:
    """The nearest key above the last step, or nothing at the top of a form."""
    return next((step for step in reversed(at[:-1]) if isinstance(step, str)), "")
