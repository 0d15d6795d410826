"""The texts of one question as fields to fill in anew, and the question that they make."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from quizzes.core.banks.bank import Bank
from quizzes.core.banks.check import check
from quizzes.core.banks.nodes import Keyed, Listing, Path, locate
from quizzes.core.banks.read import read
from quizzes.core.banks.source import SourceFile
from quizzes.core.banks.write import write
from quizzes.core.questions import Question, dump, load, text_key
from quizzes.core.text import CONTROL, DIRECTION

_WORDS = frozenset("ask given text why answer accept left right when hint explain".split())
_LAST = ("hint", "explain")
_MAY_BE_EMPTY = frozenset(("hint", "explain", "why", "accept", "given"))
_KEYED = (("key", "text"), ("key", "left"), ("right_key", "right"))
_YES_NO = {"true": True, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One text of a question; `at` is its place in the question's JSON, and `choices` is what it is limited to."""

    at: Path
    text: str
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The place as one word: `options.0.text`."""
        return ".".join(map(str, self.at))

    @property
    def optional(self) -> bool:
        """Whether it may be empty: a reason goes without, and an accepted spelling leaves its list."""
        return _noun(self.at) in _MAY_BE_EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """The question with its new texts, or None with what is wrong: sentences by field, under "" those of none."""

    question: Question | None
    problems: Mapping[str, tuple[str, ...]]


def wordings(question: Question) -> tuple[Wording, ...]:
    """The texts that an author may write anew, help and explanation last."""
    found = [
        Wording(at=at, text=str(value).lower(), choices=tuple(_YES_NO))
        if isinstance(value, bool)
        else Wording(at=at, text=value)
        for at, value in _leaves(json.loads(dump(question)), ())
        if _noun(at) in _WORDS
    ]
    return tuple(sorted(found, key=lambda one: one.at[0] in _LAST))


def reword(bank: Bank, question: Question, texts: Mapping[str, str]) -> Reworded:
    """The question with these texts by field, checked as a bank is; a field that is not sent keeps its text."""
    fields = wordings(question)
    sent = {one.name: texts.get(one.name, one.text).strip() for one in fields}
    unfit = {one.name: (problem,) for one in fields if (problem := _unfit(one, sent[one.name]))}
    changed = {one.name: sent[one.name] for one in fields if sent[one.name] != one.text.strip()}
    written = {name: text for name, text in changed.items() if name not in unfit}
    edited = load(json.dumps(_said(json.loads(dump(question)), (), written)))
    problems = _errors(replace(bank, questions=(edited,))) | unfit
    return Reworded(question=None if problems else edited, problems=problems)


def _unfit(field: Wording, text: str) -> str:
    """Why this text could not even be written into a bank."""
    if not text and not field.optional:
        return "there is no text here; write one"
    if field.choices and text not in field.choices:
        return f"this is either {' or '.join(field.choices)}"
    if CONTROL.search(text) or DIRECTION.search(text):
        return "take the control characters out"
    return ""


def _leaves(value: Any, at: Path) -> Iterator[tuple[Path, Any]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield from _leaves(part, (*at, step))
    if isinstance(value, str | bool):
        yield at, value


def _said(value: Any, at: Path, texts: Mapping[str, str]) -> Any:
    """The JSON with other texts; an emptied one leaves its list."""
    if isinstance(value, dict):
        said = {name: _said(part, (*at, name), texts) for name, part in value.items()}
        return said | {key: text_key(said[text]) for key, text in _KEYED if _is_derived(value, key, text)}
    if isinstance(value, list):
        parts = (_said(part, (*at, place), texts) for place, part in enumerate(value))
        return [part for part in parts if part != ""]
    text = texts.get(".".join(map(str, at)), value)
    return _YES_NO[text] if isinstance(value, bool) and isinstance(text, str) else text


def _is_derived(value: Mapping[str, Any], key: str, text: str) -> bool:
    """Whether a key comes from its text, so that it follows it."""
    return key in value and text in value and value[key] == text_key(value[text])


def _errors(bank: Bank) -> dict[str, tuple[str, ...]]:
    """What `check` has against a bank of one question, by field."""
    file = SourceFile(bank.file, write(bank).encode())
    errors = check([file]).errors
    if not errors:
        return {}
    fields = _places(file, bank.questions[0])
    found: dict[str, tuple[str, ...]] = {}
    for error in errors:
        name = fields.get((error.line, error.column), "")
        found[name] = (*found.get(name, ()), error.message)
    return found


def _places(file: SourceFile, question: Question) -> dict[tuple[int, int], str]:
    """The field of each line and column of a bank of one question."""
    root = read(file).root
    listing = root.get("questions") if isinstance(root, Keyed) else None
    assert isinstance(listing, Listing), "the bank was just written"
    nodes = ((one.name, locate(listing.items[0], _in_bank(one.at, question))) for one in wordings(question) if one.text)
    return {(node.line, node.column): name for name, node in nodes}


def _in_bank(at: Path, question: Question) -> Path:
    """Where a bank has this text: an option's stands under its verdict."""
    match at:
        case ("options", int(place), "text"):
            return ("options", place, json.loads(dump(question))["options"][place]["verdict"])
    return at


def _noun(at: Path) -> str:
    return next(str(step) for step in reversed(at) if isinstance(step, str))
