"""Deeds in words: what was done to cards, and what an undo took back."""

from textwrap import shorten

from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.deeds import Deed
from quizzes.core.study import Undone
from quizzes.web.words import count, headline, inline, on_day

_DONE = {
    EntryKind.SKIP: "Skipped for today",
    EntryKind.SUSPEND: "Suspended",
    EntryKind.UNSUSPEND: "Asked again from now on",
    EntryKind.BURY: "Buried until tomorrow",
    EntryKind.RESET: "Forgotten: new again",
}
_ONE = {
    EntryKind.REGRADE: "your later word on the answer to",
    EntryKind.SKIP: "“not today” for",
    EntryKind.SUSPEND: "suspending",
    EntryKind.UNSUSPEND: "taking up again",
    EntryKind.BURY: "burying",
    EntryKind.RESET: "forgetting",
    EntryKind.DUE: "the day you set for",
    EntryKind.TASK: "the tick at",
}
_MANY = {
    EntryKind.SUSPEND: "suspended",
    EntryKind.UNSUSPEND: "taken up again",
    EntryKind.BURY: "buried",
    EntryKind.RESET: "forgotten",
    EntryKind.DUE: "given another day",
}
_QUOTED = 64


def done(deed: Deed, cards: int = 1) -> str:
    """What was just done: "Suspended." or "12 cards: suspended."."""
    words = _DONE[deed.kind] if deed.due_day is None else f"Set to {on_day(deed.due_day)}"
    return f"{words}." if cards == 1 else f"{count(cards, 'card')}: {words[0].lower()}{words[1:]}."


def told(undone: Undone | None) -> str:
    """What an undo took back: "Undone: suspending “…”", "Undone: 12 cards suspended."."""
    if undone is None:
        return "There is nothing left to undo."
    if undone.cards > 1:
        return f"Undone: {count(undone.cards, 'card')} {_MANY.get(undone.kind, 'changed')}."
    asked = shorten(inline(headline(undone.question.ask)).striptags(), _QUOTED, placeholder=" …")
    return f"Undone: {_ONE.get(undone.kind, 'your answer to')} “{asked}”"
