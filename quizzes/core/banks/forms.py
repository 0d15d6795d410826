"""A question as the keys and values that its YAML has: what is empty or goes without saying is left out."""

from collections.abc import Collection
from typing import TypeAlias

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

LONGEST_KEY = 100
"""Characters of a left side that may stand as a key."""


class Word(str):
    """A word of the format itself, such as yes or 2, which never needs quotes."""

    __slots__ = ()


Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Form: TypeAlias = dict[str, Value]


def question_form(question: Question, *, tags: Collection[str], source: str) -> Form:
    """The keys and values of a question; the tags and the source that the bank's defaults give it are left out."""
    return kept(
        {
            "id": question.id,
            "kind": Word(question.kind),
            "ask": question.ask,
            **_own(question),
            "hint": question.hint,
            "explain": question.explain,
            "source": "" if question.source == source else question.source,
            "tags": [tag for tag in question.tags if tag not in tags],
            "fact": question.fact or "",
            "facts": list(question.facts),
            "avoid": list(question.avoid),
            "was": list(question.was),
            "rev": Word(question.rev) if question.rev > 1 else "",
            "recall": Word("yes") if isinstance(question, Choice | Decision) and question.recall else "",
            "status": Word("retired") if question.retired else "",
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
            return {"answer": Word("true" if question.answer else "false"), "why": question.why}
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
    return kept({str(option.verdict): option.text, "key": _key(option.key, option.text), "why": option.why})


def _typed(question: Typed) -> Form:
    return {
        "answer": question.answer,
        "accept": list(question.accept),
        "match": _matching(question.match),
        "mistakes": [{"when": mistake.when, "why": mistake.why} for mistake in question.mistakes],
    }


def _blank(blank: Blank) -> Value:
    form = kept(
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
    if not keyed and all(len(pair.left) <= LONGEST_KEY and "\n" not in pair.left for pair in pairs):
        return {pair.left: pair.right for pair in pairs}
    return [
        kept(
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
        "lines": [Word(line) for line in origin.lines],
        "key": origin.key,
        "print": origin.print,
        "made": origin.made,
    }


def _matching(match: Matching) -> str:
    return "" if match is Matching.WORDS else Word(match)


def _key(key: str, text: str) -> str:
    return "" if key == text_key(text) else key


def kept(form: Form) -> Form:
    """What is not empty."""
    return {key: value for key, value in form.items() if value}
