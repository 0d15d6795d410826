"""What is done to a card without answering it."""

from dataclasses import replace
from datetime import date, timedelta

from quizzes.core.scheduling.card import CardState


def skip(card: CardState) -> CardState:
    """The card without its drill; it waits for its due day."""
    return replace(card, drill_day=None, drill_turn=0)


def suspend(card: CardState) -> CardState:
    """The card out of every queue until it is taken back."""
    return replace(card, suspended=True)


def unsuspend(card: CardState) -> CardState:
    """The card back in the queues, its schedule as it stood."""
    return replace(card, suspended=False)


def bury(card: CardState, *, today: date) -> CardState:
    """The card hidden until tomorrow, and its drill gone with today."""
    return replace(skip(card), not_before=today + timedelta(days=1))


def set_due(card: CardState, *, due_day: date) -> CardState:
    """The card on another due day; interval, ease and repetitions stay, and so does a drill of today."""
    return replace(card, memory=replace(card.memory, due_day=due_day))


def reset(card: CardState) -> CardState:
    """The card New again; only its count of answers, its `rev`, its last day and its suspension stay."""
    return CardState(answers=card.answers, rev=card.rev, last_day=card.last_day, suspended=card.suspended)


def raise_rev(card: CardState, *, rev: int, today: date) -> CardState:
    """The card of a question that now means something else: to be learned again from today, ease kept, no lapse."""
    if card.memory.due_day is None:
        return replace(card, rev=rev)
    memory = replace(card.memory, repetitions=0, interval_days=0, due_day=today)
    return replace(skip(card), memory=memory, rev=rev)
