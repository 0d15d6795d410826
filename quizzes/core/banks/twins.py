"""Questions that ask the same in nearly the same words, found without comparing each with each."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from quizzes.core.banks.parts import answers_of, facts_of, plain, stem_of
from quizzes.core.questions import Match, Order, Question, TrueFalse

_SPELLED_ALIKE = 88
_SAID_ALIKE = 90
_MOST_COMPARED = 32
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_SUBJECT = re.compile(r"`[^`]+`|\*\*.+?\*\*|“[^”]+”|\"[^\"]+\"")
_FUNCTION_WORDS = frozenset(
    "a an and are as at be been by can could do does for from has have how in into is it its of on or shall should so "
    "that the their then there this to use used uses was we were what when where which who why will with would you "
    "your".split()
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a question says: its telling words, the subjects it sets off, and what answers it."""

    words: frozenset[str]
    subjects: frozenset[str]
    answer: tuple[str, ...]


def twins(questions: Sequence[Question]) -> Iterator[tuple[int, int]]:
    """Positions of near-duplicates, the earlier first: the same answers to stems of the same words, or nearly so.

    Two kinds of question about one `fact` are none. Only questions that share the answer and one of their two rarest
    words are compared, at most 32 to a word, so that the work grows with the number of questions.
    """
    said = [_said(question) for question in questions]
    common = Counter(word for one in said for word in one.words)
    first: dict[_Said, int] = {}
    seen: dict[tuple[tuple[str, ...], str], deque[int]] = defaultdict(lambda: deque(maxlen=_MOST_COMPARED))
    for place, one in enumerate(said):
        near = [first.setdefault(one, place)]
        if near[0] == place:
            indexed = [seen[one.answer, word] for word in sorted(one.words, key=lambda word: (common[word], word))[:2]]
            near = sorted({other for places in indexed for other in places if _alike(said[other], one)})
            for places in indexed:
                places.append(place)
        twin = next((other for other in near if not _two_sides(questions[other], questions[place])), place)
        if twin < place:
            yield twin, place


def _said(question: Question) -> _Said:
    stem = stem_of(question)
    return _Said(
        words=frozenset(_WORD.findall(stem.casefold())) - _FUNCTION_WORDS,
        subjects=frozenset(plain(found) for found in _SUBJECT.findall(stem)),
        answer=tuple(sorted(map(plain, _answers(question)))),
    )


def _answers(question: Question) -> tuple[str, ...]:
    match question:
        case TrueFalse():
            return (str(question.answer),)
        case Match():
            return tuple(f"{pair.left}\n{pair.right}" for pair in question.pairs)
        case Order():
            return tuple(step.text for step in question.steps)
        case _:
            return answers_of(question)


def _alike(one: _Said, other: _Said) -> bool:
    """Whether stems differ by spelling alone, or by a few words more that set nothing off."""
    alone, others = one.words - other.words, other.words - one.words
    if one.subjects != other.subjects or _DIGIT.search(" ".join(alone | others)):
        return False
    if alone and others:
        return fuzz.token_sort_ratio(" ".join(alone), " ".join(others)) >= _SPELLED_ALIKE
    return fuzz.token_sort_ratio(" ".join(one.words), " ".join(other.words)) >= _SAID_ALIKE


def _two_sides(one: Question, other: Question) -> bool:
    return one.kind != other.kind and not facts_of(one).isdisjoint(facts_of(other))
