"""The log is the truth: every card and every day counter from the rows alone, and what an undo takes back."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from quizzes.core.scheduling import actions
from quizzes.core.scheduling.answering import answer_as, contribution, kind_of
from quizzes.core.scheduling.card import ANSWERS, CardState, DayCount, Entry, EntryKind
from quizzes.core.scheduling.deeds import DEEDS, Deed
from quizzes.core.scheduling.state import Scheduler
from quizzes.core.scheduling.weaving import Woven

UNDO_STEPS = 30
UNDOABLE = ANSWERS | DEEDS
_MOVING = UNDOABLE | {EntryKind.REV}

DeckDay = tuple[int, date]
"""A deck's id and a study day: the key of a day counter."""
SchedulerOf = Callable[[int], Scheduler]
"""The scheduler that a learner uses in the deck of this id."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the log says: each card by its question's id, each day's counters by deck and study day.

    `recast` holds the answers, by seq, that a merge made count as another kind than the one logged.
    """

    cards: Mapping[int, CardState]
    days: Mapping[DeckDay, DayCount]
    recast: Mapping[int, EntryKind]


def replay(entries: Iterable[Entry], *, scheduler_of: SchedulerOf) -> Replayed:
    """Every card and counter that one learner's rows lead to.

    The rows may be those of some questions only, with the undo rows that name them: then the cards are theirs and the
    counters are their share. After an undo or a regrade, replay the touched questions with and without the new row;
    the cards are the new ones and `changes` tells what to add to the counters.
    """
    logged = sorted(entries, key=lambda entry: entry.seq)
    undone = _Undone.of(logged)
    grades = {row.refers_to: row.quality for row in logged if row.kind is EntryKind.REGRADE and row not in undone}
    woven = Woven.of(logged)
    cards: dict[int, CardState] = {}
    days: dict[DeckDay, DayCount] = {}
    recast: dict[int, EntryKind] = {}
    for row in woven.in_order(logged):
        if row.kind not in _MOVING:
            continue
        card = cards.get(row.question_id, CardState())
        if row in undone:
            card = replace(card, answers=card.answers + (row.kind in ANSWERS))
        elif row.kind in ANSWERS:
            quality = _quality(row, grades)
            kind = _kind(card, row, quality=quality, regraded=row.seq in grades, woven=woven)
            card = _answered(card, row, kind, quality=quality, scheduler=scheduler_of(row.deck_id))
            day = (row.deck_id, row.study_day)
            days[day] = days.get(day, DayCount()) + contribution(kind, quality=quality, taken_ms=row.taken_ms)
            if row in woven and kind is not row.kind:
                recast[row.seq] = kind
        else:
            woven.note(row)
            card = _acted(card, row)
        # A browser that had not caught up yet may have logged an earlier `rev`, between the rows of another.
        cards[row.question_id] = replace(card, rev=max(card.rev, row.rev))
    return Replayed(cards=cards, days=days, recast=recast)


def changes(before: Replayed, after: Replayed) -> Mapping[DeckDay, DayCount]:
    """What must be added to the day counters to get from `before` to `after`; days that stay are left out."""
    days = before.days.keys() | after.days.keys()
    nothing = DayCount()
    added = {day: after.days.get(day, nothing) + -before.days.get(day, nothing) for day in days}
    return {day: count for day, count in added.items() if count != nothing}


def last_undoable(newest_first: Iterable[Entry], *, limit: int = UNDO_STEPS) -> Entry | None:
    """The row, or one row of the batch, that the next undo takes back, if it is among the last `limit` steps.

    An answer goes with its regrades, and a merge is never taken back. The rows are read only as far as needed.
    """
    undone = _Undone(rows=set(), batches=set())
    steps: set[tuple[str, int]] = set()
    for row in newest_first:
        if row.merged:
            return None
        undone.add(row)
        if row.kind not in UNDOABLE:
            continue
        steps.add(("row", row.seq) if row.batch is None else ("batch", row.batch))
        if len(steps) > limit:
            return None
        if row not in undone:
            return row
    return None


@dataclass(frozen=True, slots=True)
class _Undone:
    """The rows and batches that undo rows have named."""

    rows: set[int]
    batches: set[int]

    @classmethod
    def of(cls, rows: Collection[Entry]) -> "_Undone":
        undone = cls(rows=set(), batches=set())
        for row in rows:
            undone.add(row)
        return undone

    def add(self, row: Entry) -> None:
        if row.kind is not EntryKind.UNDO:
            return
        if row.refers_to is not None:
            self.rows.add(row.refers_to)
        elif row.batch is not None:
            self.batches.add(row.batch)

    def __contains__(self, row: Entry) -> bool:
        return row.seq in self.rows or row.batch in self.batches


def _quality(row: Entry, grades: Mapping[int | None, int | None]) -> int:
    quality = grades.get(row.seq, row.quality)
    if quality is None:
        raise ValueError(f"row {row.seq} is an answer without a quality; the log is damaged")
    return quality


def _kind(card: CardState, row: Entry, *, quality: int, regraded: bool, woven: Woven) -> EntryKind:
    """The logged kind stands, so a change of scheduler rewrites no counter; a new grade or a merge decides it anew."""
    if row.kind is EntryKind.PRACTICE:
        return row.kind
    if row in woven:
        return woven.kind(card, row, quality=quality)
    return kind_of(card, quality=quality, today=row.study_day) if regraded else row.kind


def _answered(card: CardState, row: Entry, kind: EntryKind, *, quality: int, scheduler: Scheduler) -> CardState:
    return answer_as(
        kind, card, quality=quality, today=row.study_day, deck_answers=row.deck_answers, scheduler=scheduler
    ).card


def _acted(card: CardState, row: Entry) -> CardState:
    if row.kind is not EntryKind.REV:
        return Deed(kind=row.kind, due_day=row.due_day).done_to(card, today=row.study_day)
    # Two browsers of one learner catch up twice with the same change.
    return card if card.rev >= row.rev else actions.raise_rev(card, rev=row.rev, today=row.study_day)
