"""Questions that give each other away: the answer of one stands in the stem of the other."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizzes.core.banks.parts import answers_of, facts_of, is_asked, stem_of
from quizzes.core.questions import Multi, Question

MOST_AVOIDED = 10
"""An answer that stands in more stems of its section is what the section is about, and no clue."""

_MOST_LOOKED_AT = 64
_WORD = re.compile(r"[^\W_]+")
_NOTHING = frozenset("yes no true false none all both always never one two three first last not".split())


def giveaways(questions: Sequence[Question]) -> Iterator[tuple[int, int]]:
    """Positions of pairs that neither share a fact nor avoid each other: whose answer is given away, and who does it.

    Looked for among the questions of one source, each answer by its rarest word, so that the work grows with their
    number; an answer has at most `MOST_AVOIDED` pairs.
    """
    by_source: dict[str, list[int]] = defaultdict(list)
    for place, question in enumerate(questions):
        if is_asked(question):
            by_source[question.source].append(place)
    for places in by_source.values():
        yield from _within(questions, places)


def kept_apart(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions with every pair listed under `avoid`, where one of the two was generated and has room for it.

    What is listed already stays, and questions written by hand stay as they are.
    """
    avoid = {place: list(question.avoid) for place, question in enumerate(questions) if question.origin}
    for pair in giveaways(questions):
        ids = [questions[place].id for place in reversed(pair)]
        if any(other in avoid.get(place, ()) for place, other in zip(pair, ids, strict=True)):
            continue
        for place, other in zip(pair, ids, strict=True):
            if place in avoid and len(avoid[place]) < MOST_AVOIDED:
                avoid[place].append(other)
                break
    return tuple(
        replace(question, avoid=tuple(avoid.get(place, question.avoid))) for place, question in enumerate(questions)
    )


def linked(one: Question, other: Question) -> bool:
    """Whether the queue keeps two questions apart: they touch a common fact, or one avoids the other."""
    return other.id in one.avoid or one.id in other.avoid or not facts_of(one).isdisjoint(facts_of(other))


def _within(questions: Sequence[Question], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    stems = {place: _words(stem_of(questions[place])) for place in places}
    holders: dict[str, list[int]] = defaultdict(list)
    for place, words in stems.items():
        for word in set(words):
            holders[word].append(place)
    joined = {place: f" {' '.join(words)} " for place, words in stems.items()}
    for place in places:
        for giver in _givers(questions[place], holders, joined):
            if giver != place and not linked(questions[place], questions[giver]):
                yield place, giver


def _givers(question: Question, holders: dict[str, list[int]], joined: dict[int, str]) -> list[int]:
    """The positions whose stems hold an answer of this question, where they are few."""
    found: set[int] = set()
    for answer in () if isinstance(question, Multi) else answers_of(question):
        words = _words(answer)
        if not _tells(words):
            continue
        rarest = min((holders.get(word, []) for word in words), key=len)
        if len(rarest) <= _MOST_LOOKED_AT:
            givers = [place for place in rarest if f" {' '.join(words)} " in joined[place]]
            found.update(givers if len(givers) <= MOST_AVOIDED else ())
    return sorted(found)[:MOST_AVOIDED]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _tells(words: Sequence[str]) -> bool:
    """Whether an answer holds a word that is worth finding."""
    return any(len(word) > 1 and word not in _NOTHING for word in words)
