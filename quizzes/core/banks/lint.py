"""Second looks at a question that could be asked: cues that give the answer away, and words that mislead."""

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import TypeAlias

from quizzes.core.banks.codes import Rule
from quizzes.core.banks.findings import Finding
from quizzes.core.banks.nodes import Path
from quizzes.core.generation.words import contained, content_words, squeeze
from quizzes.core.paths.inline import unmarked
from quizzes.core.questions import Choice, Decision, Multi, Option, Question, Verdict

Anchors: TypeAlias = Callable[[str], Collection[str] | None]
"""Gives the anchors of the headings of a path file by its name, or None where the file is unknown."""

# Short answers give no cue by their length, whatever the ratio.
_SHORT = 12
_LONG_WORD = 4
# What stands out is not overlooked, and what is quoted is not the question's own word.
_SET_OFF = re.compile(r"`[^`]*`|\*\*.+?\*\*|\*[^*]+\*|(?<!\w)_[^_]+_(?!\w)|“[^”]*”|\"[^\"]*\"")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_NEGATIVE = re.compile(r"\b(?:not|never|except|isn't|aren't|doesn't|don't|can't|cannot)\b")
_ALL_OF = re.compile(
    r"\W*(?:all|none|both|neither|any)(?: of)?(?: the| these)? ?(?:above|these|them|options|answers|below)\b", re.I
)
_PRONOUN = re.compile(r"\W*(?:it|its|it's|they|their|them)\b", re.I)
_POINTER = re.compile(
    r"\W*(?:this|that|these|those)\s+(?:is|are|was|were|does|do|did|can|could|will|would|has|have|had|may|might|must|"
    r"should|means|needs|makes|happens|works)\b",
    re.I,
)


def lint(
    question: Question, *, lang: str = "en", anchors: Anchors | None = None, path_file: str = ""
) -> Iterator[Finding]:
    """Warnings about one question; those about words only in English, the one about its source only with anchors."""
    if isinstance(question, Choice | Multi | Decision):
        yield from _contained(question.options)
        yield from _reasons(question.options)
    if isinstance(question, Choice | Decision):
        yield from _length(question.options)
        yield from _stem_word(question.ask, question.options)
    if lang.split("-")[0].casefold() == "en":
        yield from _english(question)
    if anchors is not None and question.source:
        yield from _source(question.source, anchors, path_file)


def _english(question: Question) -> Iterator[Finding]:
    if _PRONOUN.match(question.ask) or _POINTER.match(question.ask):
        yield Finding(Rule.PRONOUN, ("ask",), "the question begins with a word that points at nothing; name the thing")
    if not isinstance(question, Choice | Multi | Decision):
        return
    if word := _negative(question.ask):
        message = f"`{word}` is easily overlooked; ask for what holds, or write **{word}**"
        yield Finding(Rule.NEGATIVE, ("ask",), message)
    for place, option in enumerate(question.options):
        if _ALL_OF.match(option.text):
            message = "options are shuffled, so nothing is above; name what is meant"
            yield Finding(Rule.ALL_OF, _at(place, option), message)


@lru_cache(maxsize=256)
def _negative(ask: str) -> str:
    """The negative word that the last sentence does not set off, or nothing."""
    found = _NEGATIVE.search(_SENTENCE_END.split(_SET_OFF.sub("", ask).strip())[-1])
    return found[0] if found else ""


def _contained(options: tuple[Option, ...]) -> Iterator[Finding]:
    for place, option in enumerate(options):
        text = unmarked(option.text)
        # Of two that say the same, the shorter is the part.
        holder = next(
            (
                other
                for other in options
                if len(other.text) > len(option.text) and contained(text, unmarked(other.text))
            ),
            None,
        )
        if holder is not None:
            message = f"this option is part of another one, `{holder.text[:60]}`; make them alternatives"
            yield Finding(Rule.CONTAINED, _at(place, option), message)


def _reasons(options: tuple[Option, ...]) -> Iterator[Finding]:
    for place, option in enumerate(options):
        if option.verdict is Verdict.WRONG and not option.why:
            yield Finding(Rule.NO_WHY, _at(place, option), "a wrong option says why it is wrong; add `why:` to it")


def _length(options: tuple[Option, ...]) -> Iterator[Finding]:
    best, others = _apart(options)
    lengths = [len(unmarked(option.text)) for option in others]
    # Of two options one is always the longer.
    for place, option in best if len(others) > 1 else ():
        length = len(unmarked(option.text))
        if length >= _SHORT and 3 * length > 4 * max(lengths):
            message = "the right option is longer than all others by a third; shorten it, or say more in another"
            yield Finding(Rule.LENGTH, _at(place, option), message)
        if min(lengths) >= _SHORT and 9 * length < 5 * min(lengths):
            message = "the right option is far shorter than all others; say more in it, or less in another"
            yield Finding(Rule.LENGTH, _at(place, option), message)


def _stem_word(ask: str, options: tuple[Option, ...]) -> Iterator[Finding]:
    best, others = _apart(options)
    found = [(place, option, shared) for place, option in best if (shared := _repeated(ask, option, others))]
    # Where each option repeats a word of its own, the words tell nothing.
    if found and others and all(_repeated(ask, one, [o for o in options if o is not one]) for one in others):
        return
    for place, option, shared in found:
        message = f"only the right option repeats `{shared}` from the question; say it in another word"
        yield Finding(Rule.STEM_WORD, _at(place, option), message)


def _repeated(ask: str, option: Option, others: Collection[Option]) -> str:
    """A word of the question, maybe inside a longer one, that this option has and no other, or nothing."""
    asked, told, elsewhere = unmarked(ask), unmarked(option.text), [unmarked(other.text) for other in others]
    said, answered = content_words(asked), content_words(told)
    whole = (said & answered).difference(*map(content_words, elsewhere))
    inside = {word for word in said if len(word) >= _LONG_WORD and word in squeeze(told)}
    around = {word for word in answered if len(word) >= _LONG_WORD and word in squeeze(asked)}
    apart = "".join(map(squeeze, elsewhere))
    return min(whole | {word for word in inside | around if word not in apart}, default="")


def _source(source: str, anchors: Anchors, path_file: str) -> Iterator[Finding]:
    file, _, anchor = source.partition("#")
    known = anchors(file or path_file) if anchor else None
    if known is not None and anchor not in known:
        message = f"`{file or path_file}` has no heading `#{anchor}`; link to one that is there"
        yield Finding(Rule.DEAD_SOURCE, ("source",), message)


def _apart(options: tuple[Option, ...]) -> tuple[list[tuple[int, Option]], list[Option]]:
    right = (Verdict.RIGHT, Verdict.BEST)
    best = [(place, option) for place, option in enumerate(options) if option.verdict in right]
    return best, [option for option in options if option.verdict not in right]


def _at(place: int, option: Option) -> Path:
    return ("options", place, str(option.verdict))
