"""The verdict on a response: one rule per kind, each giving a score and its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from quizzes.core.grading.typed import compare, same
from quizzes.core.grading.values import Grade, Mark, Part, Response, UnfitResponse, UnknownKey
from quizzes.core.paths.inline import unmarked
from quizzes.core.questions import (
    Choice,
    Cloze,
    Decision,
    Flashcard,
    Match,
    Matching,
    Multi,
    Option,
    Order,
    Question,
    TrueFalse,
    Typed,
    Verdict,
)
from quizzes.core.text import in_ticks

RATINGS = ("again", "hard", "good", "easy")
"""How a learner rates a flashcard; only "again" is not right."""

_HALF = Fraction(1, 2)
_WORTH = {Verdict.RIGHT: Fraction(1), Verdict.BEST: Fraction(1), Verdict.OKAY: _HALF, Verdict.WRONG: Fraction(0)}


@dataclass(frozen=True, slots=True)
class _Judged:
    """A score with its parts, before the whole is named right, partial or wrong."""

    score: Fraction
    parts: tuple[Part, ...] = ()
    near: bool = False
    why: str = ""


def grade(question: Question, response: Response) -> Grade:
    """The verdict on a response to a question; an empty one is "I don't know".

    Raises `UnknownKey` for a key the question does not have, `UnfitResponse` for a response of another shape.
    """
    given = Response() if response.unknown else response
    judged = _judge(question, given)
    return Grade(
        score=float(judged.score),
        verdict=Mark.UNKNOWN if given.empty else _mark(judged.score, near=judged.near),
        near=judged.near,
        why=judged.why,
        parts=judged.parts,
    )


def _judge(question: Question, response: Response) -> _Judged:
    match question:
        case Choice() | Decision():
            return _choose(question.options, response)
        case Multi():
            return _tick(question.options, response.keys)
        case TrueFalse():
            return _statement(question, response.keys)
        case Typed():
            return _typed(question, response.texts)
        case Cloze():
            return _blanks(question, response.texts)
        case Match():
            return _pairs(question, response.keys)
        case Order():
            return _order(question, response.keys)
        case Flashcard():
            return _rated(response.keys)
        case _:
            raise UnfitResponse("a task is done or not yet; it is never graded")


def _mark(score: Fraction, *, near: bool) -> Mark:
    if score == 1:
        return Mark.RIGHT
    return Mark.PARTIAL if near or score >= _HALF else Mark.WRONG


def _choose(options: Sequence[Option], response: Response) -> _Judged:
    """The option that was picked, or else the right one where its text was typed."""
    _fits_texts(response.texts, at_most=1)
    typed = any(_recalls(options, text) for text in response.texts)
    return _pick(options, (_right_of(options).key,) if typed and not response.keys else response.keys)


def _recalls(options: Sequence[Option], text: str) -> bool:
    """Whether a text says the right option within the tolerance, and does not say another one exactly."""
    right = _right_of(options)
    wanted, *others = (_readable(option) for option in (right, *(one for one in options if one is not right)))
    if compare(text, (wanted,), match=Matching.WORDS).score < 1:
        return False
    return same(text, wanted, match=Matching.WORDS) or not any(
        same(text, other, match=Matching.WORDS) for other in others
    )


def _right_of(options: Sequence[Option]) -> Option:
    return next(option for option in options if _WORTH[option.verdict] == 1)


def _readable(option: Option) -> str:
    """An option's text as it would be typed; backticks around all of it still ask for every character."""
    return option.text if in_ticks(option.text) else unmarked(option.text)


def _pick(options: Sequence[Option], keys: Sequence[str]) -> _Judged:
    _fits(keys, [option.key for option in options], at_most=1)
    picked = next((option for option in options if option.key in keys), None)
    parts = tuple(_option_part(option, picked=option is picked) for option in options)
    return _Judged(_WORTH[picked.verdict], parts, why=picked.why) if picked else _Judged(Fraction(0), parts)


def _tick(options: Sequence[Option], keys: Sequence[str]) -> _Judged:
    _fits(keys, [option.key for option in options], at_most=len(options))
    wanted = [option for option in options if option.verdict is Verdict.RIGHT]
    hits = sum(option.key in keys for option in wanted)
    score = max(Fraction(0), Fraction(hits - (len(keys) - hits), len(wanted)))
    return _Judged(score, tuple(_option_part(option, picked=option.key in keys) for option in options))


def _option_part(option: Option, *, picked: bool) -> Part:
    worth = _WORTH[option.verdict]
    # An okay way out that was left alone is no mistake, and picking it is no more than nearly right.
    verdict = _mark(worth, near=False) if picked else Mark.WRONG if worth == 1 else Mark.RIGHT
    return Part(
        key=option.key,
        verdict=verdict,
        given=option.key if picked else "",
        expected=option.key if worth == 1 else "",
    )


def _statement(question: TrueFalse, keys: Sequence[str]) -> _Judged:
    _fits(keys, ("true", "false"), at_most=1)
    expected = "true" if question.answer else "false"
    given = keys[0] if keys else ""
    part = Part(key=expected, verdict=_placed(given, expected), given=given, expected=expected)
    return _Judged(Fraction(given == expected), (part,), why=question.why if given else "")


def _rated(keys: Sequence[str]) -> _Judged:
    _fits(keys, RATINGS, at_most=1)
    return _Judged(Fraction(bool(keys) and keys[0] != RATINGS[0]))


def _typed(question: Typed, texts: Sequence[str]) -> _Judged:
    _fits_texts(texts, at_most=1)
    given = texts[0] if texts else ""
    accepted = (question.answer, *question.accept)
    part, score = _text_part("0", given, accepted, match=question.match)
    literal = any(same(given, answer, match=question.match) for answer in accepted)
    for mistake in question.mistakes if not literal else ():
        if given.strip() and same(given, mistake.when, match=question.match):
            wrong = Part(key="0", verdict=Mark.WRONG, given=given, expected=question.answer)
            return _Judged(Fraction(0), (wrong,), why=mistake.why)
    return _Judged(score, (part,), near=part.near)


def _blanks(question: Cloze, texts: Sequence[str]) -> _Judged:
    _fits_texts(texts, at_most=len(question.blanks))
    given = (*texts, *[""] * (len(question.blanks) - len(texts)))
    judged = [
        _text_part(str(place), text, (blank.answer, *blank.accept), match=blank.match)
        for place, (text, blank) in enumerate(zip(given, question.blanks, strict=True))
    ]
    parts = tuple(part for part, _ in judged)
    missed = [part for part in parts if part.verdict is not Mark.RIGHT]
    near = bool(missed) and all(part.near for part in missed)
    return _Judged(Fraction(len(parts) - len(missed), len(parts)), parts, near=near)


def _text_part(key: str, given: str, accepted: Sequence[str], *, match: Matching) -> tuple[Part, Fraction]:
    if not given.strip():
        return Part(key=key, verdict=Mark.UNKNOWN, expected=accepted[0]), Fraction(0)
    found = compare(given, accepted, match=match)
    verdict = _mark(found.score, near=found.near)
    expected = found.expected if verdict is not Mark.WRONG else accepted[0]
    part = Part(key=key, verdict=verdict, given=given, expected=expected, near=found.near, respelled=found.respelled)
    return part, found.score


def _pairs(question: Match, keys: Sequence[str]) -> _Judged:
    sides = [pair.right_key for pair in question.pairs] + [spare.key for spare in question.extra]
    if len(keys) > len(question.pairs):
        raise UnfitResponse(f"{len(keys)} right sides for {len(question.pairs)} pairs")
    _known([key for key in keys if key], sides)
    given = (*keys, *[""] * (len(question.pairs) - len(keys)))
    parts = tuple(
        Part(key=pair.key, verdict=_placed(key, pair.right_key), given=key, expected=pair.right_key)
        for key, pair in zip(given, question.pairs, strict=True)
    )
    return _Judged(Fraction(sum(part.verdict is Mark.RIGHT for part in parts), len(parts)), parts)


def _order(question: Order, keys: Sequence[str]) -> _Judged:
    wanted = [step.key for step in question.steps]
    _fits(keys, wanted, at_most=len(wanted))
    place = {key: position for position, key in enumerate(keys)}
    pairs = list(combinations(wanted, 2))
    kept = sum(first in place and second in place and place[first] < place[second] for first, second in pairs)
    given = (*keys, *[""] * (len(wanted) - len(keys)))
    parts = tuple(
        Part(key=step, verdict=_placed(key, step), given=key, expected=step)
        for key, step in zip(given, wanted, strict=True)
    )
    return _Judged(max(Fraction(0), Fraction(2 * kept - len(pairs), len(pairs))), parts)


def _placed(given: str, expected: str) -> Mark:
    if not given:
        return Mark.UNKNOWN
    return Mark.RIGHT if given == expected else Mark.WRONG


def _fits(keys: Sequence[str], known: Sequence[str], *, at_most: int) -> None:
    _known(keys, known)
    if len(keys) > at_most or len(set(keys)) < len(keys):
        raise UnfitResponse(f"{len(keys)} keys where at most {at_most} different ones fit")


def _known(keys: Sequence[str], known: Sequence[str]) -> None:
    if strange := [key for key in keys if key not in known]:
        raise UnknownKey(f"the question has no key {strange[0][:40]!r}")


def _fits_texts(texts: Sequence[str], *, at_most: int) -> None:
    if len(texts) > at_most:
        raise UnfitResponse(f"{len(texts)} texts where at most {at_most} fit")
