"""From what was answered to SM-2's quality, and which other grades the learner may choose afterwards."""

from datetime import date
from enum import IntEnum, StrEnum

from quizzes.core.scheduling.answering import is_scheduled
from quizzes.core.scheduling.card import CardState


class Result(StrEnum):
    """What grading found: nearly is partly right, a near miss or an okay way out."""

    RIGHT = "right"
    NEARLY = "nearly"
    WRONG = "wrong"
    UNKNOWN = "unknown"


class Rating(IntEnum):
    """The qualities that are given out, by the names their buttons carry."""

    AGAIN = 1
    NEARLY = 2
    HARD = 3
    GOOD = 4
    EASY = 5


SELF_RATED = (Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY)
"""The buttons under a revealed flashcard."""
CHOICE_LIKE = frozenset({"choice", "truefalse", "multi", "match", "decision"})
"""Kinds where a right answer may be luck."""
OVERRULABLE = frozenset({"typed", "cloze"})
"""Kinds where the learner may know better than the comparison."""
EASY_AFTER_REPETITIONS = 2


def quality(result: Result, *, helped: bool, card: CardState, today: date, practice: bool = False) -> Rating:
    """The quality of a machine-judged answer to a card as it stood before.

    `helped` is a right answer with the hint, or picked among options after a wrong typed one; `practice` moves no
    schedule, so it does not ask how the last answer went.
    """
    if result is Result.NEARLY:
        return Rating.NEARLY
    if result is not Result.RIGHT:
        return Rating.AGAIN
    relearning = relearns(card, today=today) and not practice
    return Rating.HARD if helped or relearning else Rating.GOOD


def relearns(card: CardState, *, today: date) -> bool:
    """Whether this is the scheduled answer that follows a failed one; a drill or an early answer is not scheduled."""
    failed_last = card.memory.repetitions == 0 and card.memory.interval_days == 1
    return failed_last and is_scheduled(card, today=today)


def regrades(
    kind: str, result: Result, *, given: Rating, helped: bool, card: CardState, today: date
) -> tuple[Rating, ...]:
    """The other grades a judged answer may get until the next answer; `card` as it stood before, `given` as graded now.

    A right answer can become Hard, Good or Easy; a wrong one of a typed kind can be overruled ("I was right") and back.
    """
    first = quality(result, helped=helped, card=card, today=today)
    if result is Result.RIGHT and not helped:
        allowed = {Rating.HARD, Rating.GOOD}
        if _may_be_easy(kind, card, today):
            allowed.add(Rating.EASY)
    elif result in (Result.NEARLY, Result.WRONG) and kind in OVERRULABLE:
        allowed = {first, Rating.HARD if helped else Rating.GOOD}
    else:
        allowed = set()
    return tuple(sorted(allowed - {given}))


def _may_be_easy(kind: str, card: CardState, today: date) -> bool:
    """One pick in four may be luck, and Easy says nothing where no schedule moves or the last answer failed."""
    if not is_scheduled(card, today=today) or relearns(card, today=today):
        return False
    return kind not in CHOICE_LIKE or card.memory.repetitions >= EASY_AFTER_REPETITIONS
