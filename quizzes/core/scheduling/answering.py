"""What an answer does to a card: its kind, the memory it leaves, the lapse it may be, the drill it starts or ends."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from quizzes.core.scheduling.card import CardState, DayCount, EntryKind
from quizzes.core.scheduling.state import DONE_TODAY, PASS, QUALITIES, Outcome, Scheduler

DRILL_DISTANCE = 8
LEECH_LAPSES = 8
LEECH_AGAIN = 4

_SCHEDULED = frozenset({EntryKind.NEW, EntryKind.REVIEW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A card after an answer, what kind of answer it was, and whether it lapsed or was named a leech by it."""

    kind: EntryKind
    card: CardState
    again_today: bool
    lapsed: bool
    leech: bool


def kind_of(card: CardState, *, quality: int, today: date, practice: bool = False) -> EntryKind:
    """Which kind an answer of this quality is; before the due day only a fail counts as a review."""
    if practice:
        return EntryKind.PRACTICE
    if card.memory.due_day is None:
        return EntryKind.NEW
    if card.drill_day == today:
        return EntryKind.DRILL
    early = today < card.memory.due_day
    return EntryKind.CRAM if early and quality >= PASS else EntryKind.REVIEW


def is_scheduled(card: CardState, *, today: date) -> bool:
    """Whether an answer that passes today moves the schedule."""
    return kind_of(card, quality=PASS, today=today) in _SCHEDULED


def outcomes(card: CardState, *, today: date, scheduler: Scheduler, practice: bool = False) -> Mapping[int, Outcome]:
    """What each quality would really do to this card today: what the buttons say."""
    if practice:
        return dict.fromkeys(QUALITIES, Outcome(state=card.memory, again_today=False))
    scheduled = scheduler.next_states(card.memory, today=today)
    return {
        quality: scheduled[quality]
        if kind_of(card, quality=quality, today=today) in _SCHEDULED
        else _practised(card, quality)
        for quality in QUALITIES
    }


def answer(
    card: CardState, *, quality: int, today: date, deck_answers: int, scheduler: Scheduler, practice: bool = False
) -> Answered:
    """The card after an answer; `deck_answers` is how many its deck had seen today before this one."""
    kind = kind_of(card, quality=quality, today=today, practice=practice)
    return answer_as(kind, card, quality=quality, today=today, deck_answers=deck_answers, scheduler=scheduler)


def answer_as(
    kind: EntryKind, card: CardState, *, quality: int, today: date, deck_answers: int, scheduler: Scheduler
) -> Answered:
    """The card after an answer of a kind that is already known, as the log knows it."""
    if kind is EntryKind.PRACTICE:
        seen = replace(card, answers=card.answers + 1, last_day=today)
        return Answered(kind=kind, card=seen, again_today=False, lapsed=False, leech=False)
    if kind in _SCHEDULED:
        outcome = scheduler.next_states(card.memory, today=today)[quality]
    else:
        outcome = _practised(card, quality)
    # Only a failed review is a lapse; failing a new card or a drill is not.
    lapsed = kind is EntryKind.REVIEW and quality < PASS
    after = replace(
        card,
        memory=outcome.state,
        lapses=card.lapses + lapsed,
        answers=card.answers + 1,
        last_day=today,
        drill_day=today if outcome.again_today else None,
        drill_turn=deck_answers + 1 + DRILL_DISTANCE if outcome.again_today else 0,
    )
    leech = lapsed and _names_leech(after.lapses)
    return Answered(kind=kind, card=after, again_today=outcome.again_today, lapsed=lapsed, leech=leech)


def contribution(kind: EntryKind, *, quality: int, taken_ms: int) -> DayCount:
    """What one answer adds to its deck's counters of the day."""
    return DayCount(
        new_done=int(kind is EntryKind.NEW),
        reviews_done=int(kind is EntryKind.REVIEW),
        drills_done=int(kind not in _SCHEDULED),
        right=int(quality >= PASS),
        taken_ms=taken_ms,
    )


def _practised(card: CardState, quality: int) -> Outcome:
    """A drill or an early pass moves no schedule."""
    return Outcome(state=card.memory, again_today=quality < DONE_TODAY)


def _names_leech(lapses: int) -> bool:
    return lapses >= LEECH_LAPSES and (lapses - LEECH_LAPSES) % LEECH_AGAIN == 0
