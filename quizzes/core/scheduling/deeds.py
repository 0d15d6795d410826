"""What a learner may do to cards without answering them, as values: one deed serves one card or a thousand."""

from dataclasses import dataclass
from datetime import date

from quizzes.core.scheduling import actions
from quizzes.core.scheduling.card import CardState, EntryKind
from quizzes.core.scheduling.sm2 import LONGEST_INTERVAL_DAYS

DEEDS = frozenset(
    {
        EntryKind.SKIP,
        EntryKind.SUSPEND,
        EntryKind.UNSUSPEND,
        EntryKind.BURY,
        EntryKind.RESET,
        EntryKind.DUE,
    }
)
"""The kinds of log rows that a deed leaves."""


class Refused(ValueError):
    """A deed that a card cannot have done to it; the message says why, for its learner to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing to do to cards; `due_day` is the day that DUE gives them."""

    kind: EntryKind
    due_day: date | None = None

    def __post_init__(self) -> None:
        if self.kind not in DEEDS:
            raise ValueError(f'"{self.kind}" is nothing that is done to a card; choose one of DEEDS')
        if (self.kind is EntryKind.DUE) is (self.due_day is None):
            raise ValueError("a due day belongs to the deed DUE, and to no other")

    def done_to(self, card: CardState, *, today: date) -> CardState:
        """The card afterwards; the same card where there is nothing to do."""
        match self.kind:
            case EntryKind.SKIP:
                return actions.skip(card)
            case EntryKind.SUSPEND:
                return actions.suspend(card)
            case EntryKind.UNSUSPEND:
                return actions.unsuspend(card)
            case EntryKind.BURY:
                return actions.bury(card, today=today)
            case EntryKind.RESET:
                return actions.reset(card)
        assert self.due_day is not None
        return actions.set_due(card, due_day=self.due_day)


def refusal(deed: Deed, card: CardState, *, today: date) -> str:
    """Why this deed cannot be done to this card, for the learner to read; empty where it can."""
    if deed.due_day is None:
        return ""
    if card.memory.due_day is None:
        return "a new card has no due day yet; answer it first"
    if deed.due_day < today:
        return "choose today or a later day"
    if (deed.due_day - today).days > LONGEST_INTERVAL_DAYS:
        return "choose a day within the next hundred years"
    return ""
