"""Between rows and values: cards, days and log rows as the core knows them."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from models.base import AnyRow
from models.study import Card, Day, Review
from quizzes.core.scheduling.card import CardState, DayCount, Entry, EntryKind
from quizzes.core.scheduling.due_order import due_order
from quizzes.core.scheduling.state import State

CARD_COLUMNS = (
    Card.due_day,
    Card.interval_days,
    Card.ease_hundredths,
    Card.repetitions,
    Card.lapses,
    Card.answers,
    Card.rev.label("card_rev"),
    Card.last_day,
    Card.drill_day,
    Card.drill_turn,
    Card.not_before,
    Card.suspended,
)
DAY_COLUMNS = (
    Day.study_day,
    Day.new_done,
    Day.reviews_done,
    Day.drills_done,
    Day.right,
    Day.taken_ms,
    Day.extra_new,
    Day.extra_reviews,
)
ENTRY_COLUMNS = (
    Review.seq,
    Review.kind,
    Review.deck_id,
    Review.question_id,
    Review.rev,
    Review.study_day,
    Review.answered_at,
    Review.quality,
    Review.deck_answers,
    Review.taken_ms,
    Review.refers_to,
    Review.batch,
    Review.due_day,
    Review.scheduler,
    Review.merged,
)


def card_of(row: AnyRow, *, rev: int) -> CardState:
    """The card in a row that holds CARD_COLUMNS; a New one of this `rev` where the join found none."""
    if row.answers is None:
        return CardState(rev=rev)
    return CardState(
        memory=State(
            repetitions=row.repetitions,
            interval_days=row.interval_days,
            ease_hundredths=row.ease_hundredths,
            due_day=row.due_day,
        ),
        lapses=row.lapses,
        answers=row.answers,
        rev=row.card_rev,
        last_day=row.last_day,
        drill_day=row.drill_day,
        drill_turn=row.drill_turn,
        not_before=row.not_before,
        suspended=row.suspended,
    )


def card_values(card: CardState, *, learner_id: int, question_id: int) -> dict[str, Any]:
    """The columns of a card's row besides its keys, `deck_id` and `retired`."""
    due_day = card.memory.due_day
    order = 0 if due_day is None else due_order(learner_id=learner_id, question_id=question_id, due_day=due_day)
    return {
        "due_day": due_day,
        "due_order": order,
        "interval_days": card.memory.interval_days,
        "ease_hundredths": card.memory.ease_hundredths,
        "repetitions": card.memory.repetitions,
        "lapses": card.lapses,
        "answers": card.answers,
        "rev": card.rev,
        "last_day": card.last_day,
        "drill_day": card.drill_day,
        "drill_turn": card.drill_turn,
        "not_before": card.not_before,
        "suspended": card.suspended,
    }


def count_of(row: AnyRow, *, today: date) -> DayCount:
    """The day's counters in a row that holds DAY_COLUMNS; zeros when they are another day's."""
    if row.study_day != today:
        return DayCount()
    return DayCount(
        new_done=row.new_done,
        reviews_done=row.reviews_done,
        drills_done=row.drills_done,
        right=row.right,
        taken_ms=row.taken_ms,
    )


def count_values(count: DayCount) -> dict[str, int]:
    """The counters as columns of a day's row."""
    return {
        "new_done": count.new_done,
        "reviews_done": count.reviews_done,
        "drills_done": count.drills_done,
        "right": count.right,
        "taken_ms": count.taken_ms,
    }


def entry_of(row: AnyRow) -> Entry:
    """The log row as replay reads it, from ENTRY_COLUMNS."""
    fields = dict(row._mapping)
    return Entry(**{**fields, "kind": EntryKind(row.kind)})


_FIELDS = ("repetitions", "interval_days", "ease_hundredths", "lapses", "answers", "rev", "drill_turn", "suspended")
_DAYS = ("due_day", "last_day", "drill_day", "not_before")


def dump_card(card: CardState) -> str:
    """A card's state as compact JSON for the log; what is empty or new is left out."""
    values = card_values(card, learner_id=0, question_id=0)
    kept: dict[str, Any] = {name: values[name] for name in _FIELDS if values[name]}
    kept |= {name: values[name].isoformat() for name in _DAYS if values[name]}
    return json.dumps(kept, separators=(",", ":"))


def load_card(text: str) -> CardState:
    """The card that `dump_card` wrote."""
    read: Mapping[str, Any] = json.loads(text)
    return CardState(
        memory=State(
            repetitions=read.get("repetitions", 0),
            interval_days=read.get("interval_days", 0),
            ease_hundredths=read["ease_hundredths"],
            due_day=_day(read, "due_day"),
        ),
        lapses=read.get("lapses", 0),
        answers=read.get("answers", 0),
        rev=read["rev"],
        last_day=_day(read, "last_day"),
        drill_day=_day(read, "drill_day"),
        drill_turn=read.get("drill_turn", 0),
        not_before=_day(read, "not_before"),
        suspended=read.get("suspended", False),
    )


def _day(read: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(read[name]) if name in read else None
