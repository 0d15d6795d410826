"""Why a candidate may not be asked: an ordered tuple of checks, each naming its reason, then the lints of all banks."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import combinations

from quizzes.core.banks.lint import lint
from quizzes.core.generation.distractors import form
from quizzes.core.generation.facts import Kind
from quizzes.core.generation.hints import named_by, spelled_by
from quizzes.core.generation.slots import Slot
from quizzes.core.generation.words import atoms, contained, content_words, fold, squeeze
from quizzes.core.paths.inline import unmarked
from quizzes.core.paths.values import Text
from quizzes.core.questions import (
    Choice,
    Cloze,
    Flashcard,
    Match,
    Multi,
    Option,
    Order,
    Question,
    Task,
    TrueFalse,
    Typed,
    Verdict,
)

_LONGEST_OPTION = 160
_LONGEST_STEM = 400
_LONGEST_RECALLED = 200
_PLACEHOLDER = re.compile(
    r"[-–—?.…x_*]*|n/?a|none|tbd|tba|todo|fixme|see (above|below)|same( as above)?|ditto|foo|bar", re.I
)
_NAMED = re.compile(r"@[\w/-]+|(https?://|www\.)\S+|\S+@\S+\.\S+|(\.{0,2}/)?[\w.-]+/[\w./-]+\.\w{2,4}", re.I)
_CODE = re.compile(r"`[^`]*`")
_HANDLE = re.compile(r"(?<![\w./])@[A-Za-z][\w/-]*")
_TICKED = re.compile(r"`+[^`]*`+")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LEFTOVER = re.compile(r"\]\(|\*\*|~~|</?[a-z][^>]*>|&[a-z]+;|[─-╿█▀▄]|\|--|\[[ xX]\]|\$\{|\{\{|\{%")
_LEANING = re.compile(r"\b(the following|as follows|(above|below)(?=[.,;:?!)”]|$))", re.I)
_SUBJECT_PRONOUN = re.compile(r"(it|this|that|these|those|they|them|here|there|other|others|etc|more|misc)", re.I)
_EVALUATED = re.compile(
    r"\b(premature\w*|unnecessar\w*|needless\w*|blindly|naive\w*|wrong\w*|mistaken\w*|over-?kill)\b", re.I
)
_LONG_BY_RIGHT = (Kind.ANSWER, Kind.ENTRIES)
_EXPLAINED = (Kind.CELL, Kind.TERM, Kind.PROPERTY)

Check = Callable[[Question, Slot, str], bool]


def blocked(question: Question, slot: Slot, source: str) -> str | None:
    """The first reason why this question may not be asked, or none; `source` is the squeezed text of its lines."""
    own = next((reason for reason, check in CHECKS if check(question, slot, source)), None)
    return own or next((finding.rule.meaning for finding in lint(question)), None)


def _stem(question: Question) -> str:
    """The sentence that asks, without the code under it."""
    return _FENCED.sub("", question.ask)


def _texts(question: Question) -> tuple[str, ...]:
    """What a learner reads or writes, apart from the stem."""
    match question:
        case Choice() | Multi():
            return tuple(option.text for option in question.options)
        case Match():
            sides = tuple(text for pair in question.pairs for text in (pair.left, pair.right))
            return (*sides, *(extra.text for extra in question.extra))
        case Order():
            return tuple(step.text for step in question.steps)
        case Typed() | Flashcard():
            return (question.answer,)
        case Cloze():
            return tuple(blank.answer for blank in question.blanks)
        case _:
            return ()


def _keys(question: Question) -> tuple[str, ...]:
    """What counts as right."""
    match question:
        case Choice() | Multi():
            return tuple(option.text for option in question.options if option.verdict is Verdict.RIGHT)
        case Match():
            return tuple(text for pair in question.pairs for text in (pair.left, pair.right))
        case _:
            return _texts(question)


def _no_knowledge(question: Question, slot: Slot, _: str) -> bool:
    if any(map(_is_placeholder, _texts(question))):
        return True
    return any(_SUBJECT_PRONOUN.fullmatch(fold(fact.subject.plain)) for fact in slot.facts)


def _handles(question: Question, _: Slot, __: str) -> bool:
    """Whether people or teams are named by their handles: they come and go."""
    texts = (question.ask, *_texts(question)) if not isinstance(question, Task) else ()
    return any(_HANDLE.search(_CODE.sub("", _FENCED.sub("", text))) for text in texts)


@lru_cache(maxsize=4_096)
def _is_placeholder(text: str) -> bool:
    plain = unmarked(text).strip()
    return plain.endswith(":") or bool(_PLACEHOLDER.fullmatch(plain) or _NAMED.fullmatch(plain))


def _leftover(question: Question, _: Slot, __: str) -> bool:
    return any(map(_has_leftover, (question.ask, *_texts(question))))


@lru_cache(maxsize=4_096)
def _has_leftover(text: str) -> bool:
    bare = _TICKED.sub("", text)
    return bare.count("`") % 2 == 1 or bool(_LEFTOVER.search(unmarked(bare)))


def _too_long(question: Question, _: Slot, __: str) -> bool:
    longest = max((len(unmarked(text)) for text in _texts(question)), default=0)
    return len(_stem(question)) > _LONGEST_STEM or (longest > _LONGEST_OPTION and not isinstance(question, Flashcard))


def _unlearnable(question: Question, slot: Slot, _: str) -> bool:
    """Whether an answer is too long to be recalled, or to be told by; answers of authors and lists have their own."""
    told = slot.facts[0]
    if isinstance(question, Flashcard) and told.kind not in _LONG_BY_RIGHT:
        return len(unmarked(question.answer)) > _LONGEST_RECALLED
    return isinstance(question, Choice) and told.kind in _EXPLAINED and len(told.value.plain) > _LONGEST_RECALLED


def _too_few(question: Question, slot: Slot, _: str) -> bool:
    match question:
        case Choice():
            return len(question.options) <= slot.fewest_wrong
        case Multi():
            return min(len(_right(question)), len(_wrong(question))) < 1 or len(question.options) < 4
        case Match():
            return len(question.pairs) < 3
        case Order():
            return len(question.steps) < 3
        case _:
            return False


def _contained(question: Question, _: Slot, __: str) -> bool:
    texts = [unmarked(text) for text in _texts(question)]
    if isinstance(question, Cloze):
        return False
    if isinstance(question, Match):
        rights = [unmarked(pair.right) for pair in question.pairs] + [unmarked(extra.text) for extra in question.extra]
        return _any_contained([unmarked(pair.left) for pair in question.pairs], exact=True) or _any_contained(rights)
    return _any_contained(texts, exact=isinstance(question, Order))


def _any_contained(texts: Sequence[str], *, exact: bool = False) -> bool:
    if exact:
        return len({fold(text) for text in texts}) < len(texts)
    return any(contained(first, second) for first, second in combinations(texts, 2))


def _mixed(question: Question, _: Slot, __: str) -> bool:
    if not isinstance(question, Choice):
        return False
    return len({form(Text(option.text, unmarked(option.text))) for option in question.options}) > 1


def _answers_itself(question: Question, slot: Slot, _: str) -> bool:
    if isinstance(question, TrueFalse):
        return bool(_EVALUATED.search(question.ask))
    if not isinstance(question, Typed | Cloze | Flashcard):
        return False
    if isinstance(question, Cloze) and slot.facts[0].kind is Kind.GAP and _spelled_out(question):
        return True
    said, asked = content_words(unmarked(" ".join(_texts(question)))), content_words(unmarked(_stem(question)))
    return bool(said) and (said <= asked if isinstance(question, Flashcard) else bool(said & asked))


def _spelled_out(question: Cloze) -> bool:
    """Whether the sentence around a gap spells the name that fills it: `createServer()` makes a `Server`."""
    names = (
        blank.answer.rpartition(".")[2] if blank.answer.endswith("()") else blank.answer for blank in question.blanks
    )
    return all(spelled_by(name, unmarked(_stem(question))) for name in names)


def _leans(question: Question, _: Slot, __: str) -> bool:
    return bool(_LEANING.search(_CODE.sub("", _stem(question))))


def _ungrounded(question: Question, _: Slot, source: str) -> bool:
    return not all(_grounded(unmarked(key), source) for key in _keys(question))


def _grounded(key: str, source: str) -> bool:
    """Whether the source holds a text, or all entries of a list: in a drawing other columns may stand between them."""
    return squeeze(key) in source or all(squeeze(part) in source for part in atoms(key))


def _right(question: Choice | Multi) -> tuple[Option, ...]:
    return tuple(option for option in question.options if option.verdict is Verdict.RIGHT)


def _wrong(question: Choice | Multi) -> tuple[Option, ...]:
    return tuple(option for option in question.options if option.verdict is Verdict.WRONG)


CHECKS: tuple[tuple[str, Check], ...] = (
    ("A placeholder, a name or an address.", _no_knowledge),
    ("A person or a team by their handle.", _handles),
    ("Markup that would show.", _leftover),
    ("Too long to read at a glance.", _too_long),
    ("Too long an answer to recall; a short first sentence would do.", _unlearnable),
    ("Too few fitting wrong answers.", _too_few),
    ("Two answers say the same.", _contained),
    ("Answers of different form.", _mixed),
    ("The question answers itself.", _answers_itself),
    ("A name gives the answer away.", named_by),
    ("The question leans on something beside it.", _leans),
    ("The answer is not in its source lines.", _ungrounded),
)
"""Checked in this order."""
