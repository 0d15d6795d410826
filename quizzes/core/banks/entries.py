"""The lists of a question whose entries an author adds, moves and empties, in the question's JSON."""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from quizzes.core.banks.nodes import Path
from quizzes.core.questions import Question, dump, text_key

# What a list gets when it grows: an entry without texts.
_ENTRIES: Mapping[str, Any] = {
    "options": {"key": text_key(""), "text": "", "verdict": "wrong", "why": ""},
    "steps": {"key": text_key(""), "text": ""},
    "pairs": {"key": text_key(""), "left": "", "right_key": text_key(""), "right": ""},
    "extra": {"key": text_key(""), "text": ""},
    "blanks": {"answer": "", "accept": [], "hint": "", "match": "words"},
    "mistakes": {"when": "", "why": ""},
    "given": "",
    "accept": "",
    "tags": "",
}
_ORDERED = ("steps", "blanks")
_LEADS = frozenset(("text", "left", "right", "when", "answer"))
"""An entry is what stands in these; without them it is none."""
_WRITTEN = (".text", ".verdict", ".why", ".left", ".right", ".answer", ".hint", ".when")
_PLACE = re.compile(r"[0-9]{1,2}")
_KEYED = (("key", "text"), ("key", "left"), ("right_key", "right"))


def name_of(at: Path) -> str:
    """A place in a question's JSON as one word: `options.0.text`."""
    return ".".join(map(str, at))


def grows(at: Path, value: object) -> bool:
    """Whether what stands at this place is a list that takes more entries."""
    return isinstance(value, list) and at[-1] in _ENTRIES


def grown(question: Question, texts: Mapping[str, str]) -> dict[str, Any]:
    """The question's JSON with as many entries as the texts name."""
    content: dict[str, Any] = json.loads(dump(question))
    # What stands in an entry has a longer name than the entry, which must be there first.
    for at, place in sorted({found for name in texts for found in _named(name)}, key=lambda one: len(one[0])):
        if (entries := _list_at(content, at)) is not None:
            entries += [json.loads(json.dumps(_ENTRIES[str(at[-1])])) for _ in range(place + 1 - len(entries))]
    return content


def another(question: Question, texts: Mapping[str, str], name: str) -> dict[str, str]:
    """The texts with those of one more empty entry, if the list of this name takes one."""
    at = _path(name)
    entries = _list_at(grown(question, texts), at)
    if entries is None:
        return dict(texts)
    new, entry = f"{name}.{len(entries)}", _ENTRIES[str(at[-1])]
    parts = {new: entry} if isinstance(entry, str) else {f"{new}.{part}": text for part, text in entry.items()}
    return {**texts, **{part: text for part, text in parts.items() if part.endswith(_WRITTEN) or part == new}}


def moves(value: Any, at: Path) -> bool:
    """Whether an entry may change places with the one before: its list has an order, and no key of its own."""
    if at[-2:-1] not in [(name,) for name in _ORDERED] or not at[-1]:
        return False
    return not isinstance(value, dict) or all(derived(value, key, text) for key, text in _KEYED if text in value)


def moved_up(texts: Mapping[str, str], name: str) -> dict[str, str]:
    """The texts with those of an entry in the place of the entry before, and the other way round."""
    at = _path(name)
    if len(at) < 2 or not isinstance(at[-1], int) or not at[-1]:
        return dict(texts)
    before = name_of((*at[:-1], at[-1] - 1))
    parts = {
        key.removeprefix(one) for one in (name, before) for key in texts if key == one or key.startswith(f"{one}.")
    }
    # What only one of them has is emptied where it was, or it would stay with the other.
    swapped = {
        one + part: texts.get(other + part, "") for one, other in ((name, before), (before, name)) for part in parts
    }
    return {**texts, **swapped}


def emptied(sent: Mapping[Path, str], before: Mapping[Path, str], *, chosen: Collection[Path]) -> frozenset[Path]:
    """The entries that were emptied, or never filled; what is `chosen` from a list fills nothing."""
    entries: dict[Path, list[Path]] = defaultdict(list)
    for at in sent:
        for depth, step in enumerate(at):
            if isinstance(step, int):
                entries[at[: depth + 1]].append(at)
    return frozenset(entry for entry, parts in entries.items() if _is_empty(entry, parts, sent, before, chosen))


def is_gone(at: Path, gone: Collection[Path]) -> bool:
    """Whether a place is one of these entries, or stands in one."""
    return any(at[:depth] in gone for depth in range(1, len(at) + 1))


def closed_up(at: Path, gone: Collection[Path]) -> Path:
    """Where a place stands once these entries are gone."""
    return tuple(
        step - sum((*at[:depth], before) in gone for before in range(step)) if isinstance(step, int) else step
        for depth, step in enumerate(at)
    )


def derived(value: Mapping[str, Any], key: str, text: str) -> bool:
    """Whether a key comes from its text, so that it follows it."""
    return key in value and text in value and bool(value[key] == text_key(value[text]))


def rekeyed(old: Mapping[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """An entry with other texts, whose keys follow them if they came from the old ones."""
    return new | {key: text_key(new[text]) for key, text in _KEYED if derived(old, key, text)}


def _is_empty(
    entry: Path,
    parts: Collection[Path],
    sent: Mapping[Path, str],
    before: Mapping[Path, str],
    chosen: Collection[Path],
) -> bool:
    """Whether an entry says nothing any more; a reason that was written just now still says something."""
    leads = [at for at in parts if at == entry or (len(at) == len(entry) + 1 and at[-1] in _LEADS)]
    others = [at for at in parts if at not in leads and at not in chosen]
    return bool(leads) and not any(sent[at] for at in leads) and all(sent[at] in ("", before[at]) for at in others)


def _named(name: str) -> Iterator[tuple[Path, int]]:
    """The lists that a name leads through, each with the place in it."""
    at = _path(name)
    return ((at[:depth], step) for depth, step in enumerate(at) if isinstance(step, int) and depth)


def _path(name: str) -> Path:
    return tuple(int(step) if _PLACE.fullmatch(step) else step for step in name.split("."))


def _list_at(content: Any, at: Path) -> list[Any] | None:
    """The list that stands there, if it takes more entries."""
    found = content
    for step in at:
        inside = isinstance(found, dict) and step in found
        if not inside and not (isinstance(found, list) and isinstance(step, int) and step < len(found)):
            return None
        found = found[step]
    return found if grows(at, found) else None
