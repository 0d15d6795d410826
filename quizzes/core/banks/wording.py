"""The texts of one question as fields to fill in anew, and the question that they make."""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from quizzes.core.banks.bank import Bank
from quizzes.core.banks.check import check
from quizzes.core.banks.nodes import Keyed, Listing, Path, locate
from quizzes.core.banks.read import read
from quizzes.core.banks.source import SourceFile
from quizzes.core.banks.write import write
from quizzes.core.questions import Question, dump, load, text_key
from quizzes.core.text import CONTROL, DIRECTION

_WORDS = frozenset("ask given text verdict why answer accept left right when hint explain".split())
_LAST = ("hint", "explain")
_MAY_BE_EMPTY = frozenset(("hint", "explain", "why", "accept", "given"))
_KEYED = (("key", "text"), ("key", "left"), ("right_key", "right"))
_YES_NO = {"true": True, "false": False}
_VERDICTS = {"choice": ("right", "wrong"), "multi": ("right", "wrong"), "decision": ("best", "okay", "wrong")}
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})

# What a list gets when it grows: an entry without texts.
_ENTRIES: Mapping[str, Any] = {
    "options": {"key": text_key(""), "text": "", "verdict": "wrong", "why": ""},
    "steps": {"key": text_key(""), "text": ""},
    "pairs": {"key": text_key(""), "left": "", "right_key": text_key(""), "right": ""},
    "accept": "",
}
_LEADS = frozenset(("text", "left", "right", "when"))
"""An entry is what stands in these; without them it is none."""
_OF_ENTRY = re.compile(r"([a-z]+)\.([0-9]{1,2})(?:\.|$)")


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


def growing(question: Question) -> tuple[str, ...]:
    """The lists of a question that take more entries."""
    return tuple(name for name in _ENTRIES if hasattr(question, name))


def another(question: Question, texts: Mapping[str, str], name: str) -> dict[str, str]:
    """The texts with those of one more empty entry, if the list of this name takes one."""
    if name not in growing(question):
        return dict(texts)
    at, entry = f"{name}.{len(_grown(question, texts)[name])}", _ENTRIES[name]
    parts = {at: entry} if isinstance(entry, str) else {f"{at}.{part}": text for part, text in entry.items()}
    return {**texts, **{part: text for part, text in parts.items() if not part.endswith("key")}}


def wordings(question: Question, texts: Mapping[str, str] = _NO_TEXTS) -> tuple[Wording, ...]:
    """The texts that an author may write anew, help and explanation last; `texts` may name entries to add."""
    found = [
        Wording(at=at, text=str(value).lower(), choices=tuple(_YES_NO))
        if isinstance(value, bool)
        else Wording(at=at, text=value, choices=_VERDICTS[question.kind] if at[-1] == "verdict" else ())
        for at, value in _leaves(_grown(question, texts), ())
        if _noun(at) in _WORDS
    ]
    return tuple(sorted(found, key=lambda one: one.at[0] in _LAST))


def reword(bank: Bank, question: Question, texts: Mapping[str, str]) -> Reworded:
    """The question with these texts by field, checked as a bank is; a field that is not sent keeps its text.

    An entry whose texts are emptied leaves its list, and one that the texts add joins it.
    """
    fields = wordings(question, texts)
    sent = {one.name: texts.get(one.name, one.text).strip() for one in fields}
    gone = _gone(fields, sent)
    staying = [one for one in fields if _entry(one.at) not in gone]
    unfit = {one.name: (problem,) for one in staying if (problem := _unfit(one, sent[one.name]))}
    changed = {one.name: sent[one.name] for one in staying if sent[one.name] != one.text.strip()}
    written = {name: text for name, text in changed.items() if name not in unfit}
    # What is added and cannot be written is left aside while the rest is checked.
    aside = gone | {_entry(one.at) for one in staying if one.name in unfit and not one.text}
    edited = load(json.dumps(_said(_grown(question, texts), (), written, aside)))
    problems = _errors(replace(bank, questions=(edited,)), _moved(staying, aside)) | unfit
    return Reworded(question=None if problems else edited, problems=problems)


def _grown(question: Question, texts: Mapping[str, str]) -> dict[str, Any]:
    """The question's JSON with as many entries as the texts name."""
    content: dict[str, Any] = json.loads(dump(question))
    named = [(found[1], int(found[2])) for name in texts if (found := _OF_ENTRY.match(name))]
    for name in growing(question):
        most = max((place + 1 for of, place in named if of == name), default=0)
        content[name] += [_ENTRIES[name]] * (most - len(content[name]))
    return content


def _gone(fields: Sequence[Wording], sent: Mapping[str, str]) -> frozenset[Path]:
    """The entries that were emptied, or never filled."""
    entries: dict[Path, list[Wording]] = defaultdict(list)
    for one in fields:
        entries[_entry(one.at)].append(one)
    return frozenset(at for at, parts in entries.items() if at and _is_empty(parts, sent))


def _is_empty(parts: Sequence[Wording], sent: Mapping[str, str]) -> bool:
    """Whether an entry says nothing any more; a reason that was written just now still says something."""
    leads = [one for one in parts if one.at[-1] in _LEADS or isinstance(one.at[-1], int)]
    others = [one for one in parts if one not in leads and not one.choices]
    emptied = leads and not any(sent[one.name] for one in leads)
    return bool(emptied) and all(sent[one.name] in ("", one.text.strip()) for one in others)


def _entry(at: Path) -> Path:
    """The entry of a list that a text belongs to, if it belongs to one."""
    last = max((place for place, step in enumerate(at) if isinstance(step, int)), default=-1)
    return at[: last + 1]


def _moved(fields: Sequence[Wording], gone: Collection[Path]) -> dict[str, Path]:
    """Where each field stands once these entries are gone."""
    return {one.name: _closed_up(one.at, gone) for one in fields if _entry(one.at) not in gone}


def _closed_up(at: Path, gone: Collection[Path]) -> Path:
    return tuple(
        step - sum((*at[:depth], before) in gone for before in range(step)) if isinstance(step, int) else step
        for depth, step in enumerate(at)
    )


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


def _said(value: Any, at: Path, texts: Mapping[str, str], gone: Collection[Path]) -> Any:
    """The JSON with other texts and without the entries that are gone."""
    if isinstance(value, dict):
        said = {name: _said(part, (*at, name), texts, gone) for name, part in value.items()}
        return said | {key: text_key(said[text]) for key, text in _KEYED if _is_derived(value, key, text)}
    if isinstance(value, list):
        entries = (((*at, place), part) for place, part in enumerate(value))
        return [_said(part, place, texts, gone) for place, part in entries if place not in gone]
    text = texts.get(".".join(map(str, at)), value)
    return _YES_NO[text] if isinstance(value, bool) and isinstance(text, str) else text


def _is_derived(value: Mapping[str, Any], key: str, text: str) -> bool:
    """Whether a key comes from its text, so that it follows it."""
    return key in value and text in value and value[key] == text_key(value[text])


def _errors(bank: Bank, fields: Mapping[str, Path]) -> dict[str, tuple[str, ...]]:
    """What `check` has against a bank of one question, by field or list."""
    file = SourceFile(bank.file, write(bank).encode())
    errors = check([file]).errors
    if not errors:
        return {}
    places = _places(file, bank.questions[0], fields)
    found: dict[str, tuple[str, ...]] = {}
    for error in errors:
        name = places.get((error.line, error.column), "")
        found[name] = (*found.get(name, ()), error.message)
    return found


def _places(file: SourceFile, question: Question, fields: Mapping[str, Path]) -> dict[tuple[int, int], str]:
    """The field or list of each line and column of a bank of one question."""
    root = read(file).root
    listing = root.get("questions") if isinstance(root, Keyed) else None
    assert isinstance(listing, Listing), "the bank was just written"
    written, content = listing.items[0], json.loads(dump(question))
    lists: dict[str, Path] = {name: (name,) for name in growing(question) if content[name]}
    nodes = ((name, locate(written, _in_bank(at, content))) for name, at in (lists | dict(fields)).items())
    return {(node.line, node.column): name for name, node in nodes if node is not written}


def _in_bank(at: Path, content: Mapping[str, Any]) -> Path:
    """Where a bank has this text: an option's stands under its verdict."""
    match at:
        case ("options", int(place), "text"):
            return ("options", place, content["options"][place]["verdict"])
    return at


def _noun(at: Path) -> str:
    return next(str(step) for step in reversed(at) if isinstance(step, str))
