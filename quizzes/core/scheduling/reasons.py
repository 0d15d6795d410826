"""Why a card got the interval it has: one plain sentence for each row of its log."""

from fractions import Fraction

from quizzes.core.scheduling.card import CardState, EntryKind
from quizzes.core.scheduling.sm2 import LONGEST_INTERVAL_DAYS, SM2
from quizzes.core.scheduling.state import DONE_TODAY, PASS, State

_AGAIN_TODAY = "it comes back the same day"
_PLAIN = {
    EntryKind.LATE: "It came from a page that had gone stale, so it changed nothing.",
    EntryKind.PRACTICE: "Practice: it changed nothing.",
    EntryKind.CRAM: "Right ahead of its day: the plan stayed.",
    EntryKind.REV: "The question means something else now, so it was to be learned again from this day.",
    EntryKind.REGRADE: "The answer got another grade.",
    EntryKind.UNDO: "A step was taken back.",
    EntryKind.SKIP: "Left out for the rest of the day.",
    EntryKind.SUSPEND: "Suspended: not asked any more.",
    EntryKind.UNSUSPEND: "Asked again, with the plan it had.",
    EntryKind.BURY: "Hidden until the next day.",
    EntryKind.RESET: "Forgotten: the card was new again.",
    EntryKind.TASK: "Ticked.",
}


def reason(kind: EntryKind, *, quality: int | None, before: CardState, after: CardState, scheduler: str) -> str:
    """Why this row left the card as it did, for its learner to read."""
    if kind is EntryKind.DUE:
        return "You chose this day; the interval stayed."
    if kind in _PLAIN:
        return _PLAIN[kind]
    quality = quality or 0
    if kind is EntryKind.DRILL:
        again = "" if quality >= DONE_TODAY else f", and {_AGAIN_TODAY} once more"
        return f"Once more on the same day: the interval stayed{again}."
    if scheduler != SM2.name:
        return f"The scheduler “{scheduler}” set this interval."
    found = _failed(before, quality) if quality < PASS else _passed(before.memory, after.memory, again=kind)
    return found[0].upper() + found[1:] + ("." if quality >= DONE_TODAY else f"; {_AGAIN_TODAY}.")


def _failed(before: CardState, quality: int) -> str:
    what = "nearly right" if quality == PASS - 1 else "not right"
    if before.memory.due_day is None:
        return f"{what} the first time: 1 day"
    return f"{what}: back to 1 day, while the ease stays {_number(before.memory.ease_hundredths)}"


def _passed(was: State, now: State, *, again: EntryKind) -> str:
    if was.repetitions == 0:
        since = "right for the first time" if again is EntryKind.NEW else "right again after it went wrong"
        found = f"{since}: 1 day"
    elif was.repetitions == 1:
        found = "right twice in a row: 6 days"
    else:
        found = f"right after {_days(was.interval_days)}: {_grown(was, now)}"
    if now.ease_hundredths == was.ease_hundredths:
        return found
    word = "easy" if now.ease_hundredths > was.ease_hundredths else "hard"
    return f"{found}; it was {word}, so the ease goes from {_number(was.ease_hundredths)} to " + _number(
        now.ease_hundredths
    )


def _grown(was: State, now: State) -> str:
    hundredths = was.interval_days * was.ease_hundredths
    product = f"{was.interval_days} × {_number(was.ease_hundredths)} = {_number(hundredths)}"
    if now.interval_days == LONGEST_INTERVAL_DAYS:
        return f"{product}, held at the longest interval of {_days(now.interval_days)}"
    if Fraction(hundredths, 100) != now.interval_days:
        return f"{product}, rounded up to {_days(now.interval_days)}"
    return f"{product} days"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number:,} days"


def _number(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}.{rest:02}".rstrip("0").rstrip(".")
