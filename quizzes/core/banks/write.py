"""A bank as YAML that people like to read: short, always the same bytes for the same bank, and it reads back equal."""

from collections import Counter
from typing import TypeAlias

from quizzes.core.banks.bank import Bank
from quizzes.core.banks.scalars import block, scalar
from quizzes.core.questions import (
    Blank,
    Choice,
    Choosable,
    Cloze,
    Decision,
    Flashcard,
    Match,
    Matching,
    Multi,
    Option,
    Order,
    Pair,
    Question,
    Task,
    TrueFalse,
    Typed,
    text_key,
)

WIDTH = 100
"""A list or mapping that fits into this many columns stands on one line."""


class _Word(str):
    """A word of the format itself, such as yes or 2, which never needs quotes."""

    __slots__ = ()


Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Form: TypeAlias = dict[str, Value]


def write(bank: Bank) -> str:
    """The YAML of a bank; `check` reads the same bank from it. Raises `Unwritable` for control characters."""
    tags, source = _shared(bank.questions)
    lines = ["format: 1", *_entry("bank", _head(bank), 0)]
    if defaults := _kept({"tags": list(tags), "source": source}):
        lines += _entry("defaults", defaults, 0)
    lines += ["", "questions:" if bank.questions else "questions: []"]
    for place, question in enumerate(bank.questions):
        lines += [""] * (place > 0)
        lines += _item(_question(question, len(tags), source), 0)
    return "\n".join(lines) + "\n"


def _shared(questions: tuple[Question, ...]) -> tuple[tuple[str, ...], str]:
    """What is written once for all: the first tags, and the source most of them have."""
    if len(questions) < 2:
        return (), ""
    tags = questions[0].tags
    for question in questions:
        same = next((n for n, (a, b) in enumerate(zip(tags, question.tags, strict=False)) if a != b), None)
        tags = tags[: min(len(tags), len(question.tags)) if same is None else same]
    return tags, _main_source([question.source for question in questions])


def _main_source(sources: list[str]) -> str:
    """The source of more than half of the questions, if all have one: a default would give it to those without."""
    source, times = Counter(sources).most_common(1)[0]
    return source if all(sources) and 2 * times > len(sources) else ""


def _head(bank: Bank) -> Form:
    path = bank.path
    return _kept(
        {
            "id": bank.id,
            "title": bank.title,
            "lang": bank.lang,
            "license": bank.license,
            "path": {"id": path.id, "file": path.file, "sha256": path.sha256} if path else {},
        }
    )


def _question(question: Question, shared_tags: int, shared_source: str) -> Form:
    return _kept(
        {
            "id": question.id,
            "kind": _Word(question.kind),
            "ask": question.ask,
            **_own(question),
            "hint": question.hint,
            "explain": question.explain,
            "source": "" if question.source == shared_source else question.source,
            "tags": list(question.tags[shared_tags:]),
            "fact": question.fact or "",
            "facts": list(question.facts),
            "avoid": list(question.avoid),
            "was": list(question.was),
            "rev": _Word(question.rev) if question.rev > 1 else "",
            "recall": _Word("yes") if isinstance(question, Choice | Decision) and question.recall else "",
            "status": _Word("retired") if question.retired else "",
            "from": _origin(question),
        }
    )


def _own(question: Question) -> Form:
    """What only this kind has."""
    match question:
        case Choice() | Multi():
            return {"options": [_option(option) for option in question.options]}
        case Decision():
            return {"given": list(question.given), "options": [_option(option) for option in question.options]}
        case TrueFalse():
            return {"answer": _Word("true" if question.answer else "false"), "why": question.why}
        case Typed():
            return _typed(question)
        case Cloze():
            return {"blanks": [_blank(blank) for blank in question.blanks]}
        case Match():
            return {"pairs": _pairs(question.pairs), "extra": [_placed(spare) for spare in question.extra]}
        case Order() | Task():
            return {"steps": [_placed(step) for step in question.steps]}
        case Flashcard():
            return {"answer": question.answer}


def _option(option: Option) -> Form:
    return _kept({str(option.verdict): option.text, "key": _key(option.key, option.text), "why": option.why})


def _typed(question: Typed) -> Form:
    return {
        "answer": question.answer,
        "accept": list(question.accept),
        "match": _matching(question.match),
        "mistakes": [{"when": mistake.when, "why": mistake.why} for mistake in question.mistakes],
    }


def _blank(blank: Blank) -> Value:
    form = _kept(
        {
            "answer": blank.answer,
            "accept": list(blank.accept),
            "hint": blank.hint,
            "match": _matching(blank.match),
        }
    )
    return blank.answer if len(form) == 1 else form


def _pairs(pairs: tuple[Pair, ...]) -> Value:
    keyed = any(_key(pair.key, pair.left) or _key(pair.right_key, pair.right) for pair in pairs)
    if not keyed and all(len(pair.left) <= WIDTH and "\n" not in pair.left for pair in pairs):
        return {pair.left: pair.right for pair in pairs}
    return [
        _kept(
            {
                "left": pair.left,
                "right": pair.right,
                "key": _key(pair.key, pair.left),
                "right_key": _key(pair.right_key, pair.right),
            }
        )
        for pair in pairs
    ]


def _placed(placed: Choosable) -> Value:
    key = _key(placed.key, placed.text)
    return {"text": placed.text, "key": key} if key else placed.text


def _origin(question: Question) -> Form:
    origin = question.origin
    if origin is None:
        return {}
    return {
        "section": origin.section,
        "lines": [_Word(line) for line in origin.lines],
        "key": origin.key,
        "print": origin.print,
        "made": origin.made,
    }


def _matching(match: Matching) -> str:
    return "" if match is Matching.WORDS else _Word(match)


def _key(key: str, text: str) -> str:
    return "" if key == text_key(text) else key


def _kept(form: Form) -> Form:
    return {key: value for key, value in form.items() if value}


def _entry(key: str, value: Value, indent: int) -> list[str]:
    """The lines of a key and its value."""
    head = f"{' ' * indent}{_enclosed(key)}:"
    if isinstance(value, str):
        return _text(f"{head} ", value, indent)
    line = f"{head} {_enclosed(value)}"
    if key != "options" and len(line) <= WIDTH and "\\n" not in line:
        return [line]
    if isinstance(value, list):
        return [head, *(line for item in value for line in _item(item, indent))]
    return [head, *(line for name, part in value.items() for line in _entry(name, part, indent + 2))]


def _item(value: Value, indent: int) -> list[str]:
    """The lines of an entry of a list."""
    bullet = " " * indent + "- "
    if isinstance(value, dict):
        lines = [line for name, part in value.items() for line in _entry(name, part, indent + 2)]
        return [bullet + lines[0][indent + 2 :], *lines[1:]]
    return _text(bullet, value, indent) if isinstance(value, str) else [bullet + _enclosed(value)]


def _text(head: str, text: str, indent: int) -> list[str]:
    if (lines := block(text)) is not None:
        return [f"{head}|", *(" " * (indent + 2) + line if line else "" for line in lines)]
    return [head + (str(text) if isinstance(text, _Word) else scalar(text))]


def _enclosed(value: Value) -> str:
    """The value on one line, as it may stand between brackets."""
    if isinstance(value, _Word):
        return str(value)
    if isinstance(value, str):
        return scalar(value, enclosed=True)
    if isinstance(value, list):
        return "[" + ", ".join(_enclosed(item) for item in value) + "]"
    return "{" + ", ".join(f"{_enclosed(key)}: {_enclosed(part)}" for key, part in value.items()) + "}"
