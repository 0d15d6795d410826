"""The texts of one question as fields to fill in anew, and the question that they make."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from quizzes.core.banks.bank import Bank
from quizzes.core.banks.check import check
from quizzes.core.banks.codes import Rule
from quizzes.core.banks.entries import closed_up, emptied, grown, grows, is_gone, moves, name_of, rekeyed
from quizzes.core.banks.nodes import Keyed, Listing, Path, locate
from quizzes.core.banks.read import read
from quizzes.core.banks.source import SourceFile
from quizzes.core.banks.write import write
from quizzes.core.questions import Matching, Question, dump, load
from quizzes.core.text import CONTROL, DIRECTION

_WORDS = frozenset("ask given text verdict why answer accept left right when hint explain".split())
_SETTINGS = frozenset("source tags match recall retired".split())
_LAST = ("hint", "explain", "source", "tags", "recall", "retired")
_MAY_BE_EMPTY = frozenset(("hint", "explain", "why", "accept", "given", "source", "tags"))
_YES_NO = {"true": True, "false": False}
_VERDICTS = {"choice": ("right", "wrong"), "multi": ("right", "wrong"), "decision": ("best", "okay", "wrong")}
_NEEDS = re.compile(r" needs `(\w+)`$")
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One text of a question; `at` is its place in the question's JSON, and `choices` is what it is limited to.

    `moves`: it is the first text of an entry that may change places with the entry before.
    """

    at: Path
    text: str
    choices: tuple[str, ...] = ()
    moves: bool = False

    @property
    def name(self) -> str:
        """The place as one word: `options.0.text`."""
        return name_of(self.at)

    @property
    def optional(self) -> bool:
        """Whether it may be empty: a reason goes without, and an accepted spelling leaves its list."""
        return _noun(self.at) in _MAY_BE_EMPTY and self.at[0] != "mistakes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """The place where a list of a question takes one more entry."""

    at: Path

    @property
    def name(self) -> str:
        """The list as one word: `blanks.0.accept`."""
        return name_of(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """The question with its new texts, or None with what is wrong: sentences by field, under "" those of none."""

    question: Question | None
    problems: Mapping[str, tuple[str, ...]]


def rows(
    question: Question, texts: Mapping[str, str] = _NO_TEXTS, *, settings: bool = False
) -> tuple[Wording | Growth, ...]:
    """The texts that an author may write anew and the places where lists grow, as a form has them.

    `texts` may name entries to add. With `settings` also what is no text of the question itself: its source, its tags,
    and how it is asked and judged.
    """
    found = _rows(grown(question, texts), (), question.kind, _WORDS | _SETTINGS if settings else _WORDS)
    return tuple(sorted(found, key=lambda one: _LAST.index(one.at[0]) if one.at[0] in _LAST else -1))


def wordings(question: Question, texts: Mapping[str, str] = _NO_TEXTS) -> tuple[Wording, ...]:
    """The texts that an author may write anew, help and explanation last; `texts` may name entries to add."""
    return tuple(row for row in rows(question, texts) if isinstance(row, Wording))


def growing(question: Question) -> tuple[str, ...]:
    """The lists of a question that take more entries."""
    return tuple(row.name for row in rows(question) if isinstance(row, Growth))


def reword(bank: Bank, question: Question, texts: Mapping[str, str]) -> Reworded:
    """The question with these texts by field, checked as a bank is; a field that is not sent keeps its text.

    An entry whose texts are emptied leaves its list, and one that the texts add joins it.
    """
    fields = [row for row in rows(question, texts, settings=True) if isinstance(row, Wording)]
    sent = {one.at: texts.get(one.name, one.text).strip() for one in fields}
    before = {one.at: one.text.strip() for one in fields}
    gone = emptied(sent, before, chosen=[one.at for one in fields if one.choices])
    staying = [one for one in fields if not is_gone(one.at, gone)]
    unfit = {one.name: (problem,) for one in staying if (problem := _unfit(one, sent[one.at]))}
    written = {at: text for at, text in sent.items() if text != before[at] and name_of(at) not in unfit}
    # What is added and cannot be written is left aside while the rest is checked.
    aside = gone | {_entry(one.at) for one in staying if one.name in unfit and not one.text}
    edited = load(json.dumps(_said(grown(question, texts), (), written, aside)))
    staying = [one for one in staying if not is_gone(one.at, aside)]
    problems = _errors(replace(bank, questions=(edited,)), staying, aside) | unfit
    return Reworded(question=None if problems else edited, problems=problems)


def _rows(value: Any, at: Path, kind: str, words: Collection[str]) -> Iterator[Wording | Growth]:
    """The fields below a place, and behind each list the place where it grows."""
    if isinstance(value, str | bool):
        if _noun(at) in words:
            text = str(value).lower() if isinstance(value, bool) else value
            choices = tuple(_YES_NO) if isinstance(value, bool) else _choices(at, kind)
            yield Wording(at=at, text=text, choices=choices)
        return
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        inside = list(_rows(part, (*at, step), kind, words))
        if inside and isinstance(inside[0], Wording) and isinstance(step, int) and moves(part, (*at, step)):
            inside[0] = replace(inside[0], moves=True)
        yield from inside
    if at and grows(at, value) and (at[-1] in words or at[-1] != "tags"):
        yield Growth(at=at)


def _choices(at: Path, kind: str) -> tuple[str, ...]:
    return {"verdict": _VERDICTS.get(kind, ()), "match": tuple(Matching)}.get(str(at[-1]), ())


def _entry(at: Path) -> Path:
    """The entry of a list that a text belongs to, if it belongs to one."""
    last = max((place for place, step in enumerate(at) if isinstance(step, int)), default=-1)
    return at[: last + 1]


def _unfit(field: Wording, text: str) -> str:
    """Why this text could not even be written into a bank."""
    if not text and not field.optional:
        return "there is no text here; write one"
    if field.choices and text not in field.choices:
        return f"this is either {' or '.join(field.choices)}"
    if CONTROL.search(text) or DIRECTION.search(text):
        return "take the control characters out"
    return ""


def _said(value: Any, at: Path, texts: Mapping[Path, str], gone: Collection[Path]) -> Any:
    """The JSON with other texts and without the entries that are gone."""
    if isinstance(value, dict):
        return rekeyed(value, {name: _said(part, (*at, name), texts, gone) for name, part in value.items()})
    if isinstance(value, list):
        entries = (((*at, place), part) for place, part in enumerate(value))
        return [_said(part, place, texts, gone) for place, part in entries if place not in gone]
    text = texts.get(at, value)
    return _YES_NO[text] if isinstance(value, bool) and isinstance(text, str) else text


def _errors(bank: Bank, fields: Sequence[Wording], gone: Collection[Path]) -> dict[str, tuple[str, ...]]:
    """What `check` has against a bank of one question, by field or list as the form names them."""
    file = SourceFile(bank.file, write(bank).encode())
    errors = check([file]).errors
    if not errors:
        return {}
    places = _places(file, bank.questions[0], {one.name: closed_up(one.at, gone) for one in fields})
    known = {one.name for one in fields} | set(growing(bank.questions[0]))
    found: dict[str, tuple[str, ...]] = {}
    for error in errors:
        name, message = places.get((error.line, error.column), ""), error.message
        # A form has a field for every key, also for one that the bank lacks.
        missing = _NEEDS.search(message) if error.code == Rule.MISSING.code else None
        if missing and missing[1] in known:
            name, message = missing[1], "there is none yet; write one"
        found[name] = (*found.get(name, ()), message)
    return found


def _places(file: SourceFile, question: Question, fields: Mapping[str, Path]) -> dict[tuple[int, int], str]:
    """The field or list of each line and column of a bank of one question."""
    root = read(file).root
    listing = root.get("questions") if isinstance(root, Keyed) else None
    assert isinstance(listing, Listing), "the bank was just written"
    written, content = listing.items[0], json.loads(dump(question))
    lists: dict[str, Path] = {name: (name,) for name in growing(question) if content.get(name)}
    nodes = ((name, locate(written, _in_bank(at, content))) for name, at in (lists | dict(fields)).items())
    return {(node.line, node.column): name for name, node in nodes if node is not written}


def _in_bank(at: Path, content: Mapping[str, Any]) -> Path:
    """Where a bank has this text: an option's stands under its verdict."""
    match at:
        case ("options", int(place), "text"):
            return ("options", place, content["options"][place]["verdict"])
    return at


def _noun(at: Path) -> str:
    return next((str(step) for step in reversed(at) if isinstance(step, str)), "")
