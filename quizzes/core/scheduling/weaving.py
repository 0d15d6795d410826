"""The rows of one card from two browsers, woven into one history as if every answer had been given in one place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from quizzes.core.scheduling.answering import kind_of
from quizzes.core.scheduling.card import CardState, Entry, EntryKind

_DUE_AGAIN = frozenset({EntryKind.REV, EntryKind.RESET, EntryKind.DUE})


@dataclass(frozen=True, slots=True)
class Woven:
    """The rows up to the last merged one of their question; what was answered since is no longer touched.

    It is decided question by question, so that the rows of some questions alone give the same cards.
    """

    last_merged: Mapping[int, int]
    _scheduled_on: dict[int, date] = field(default_factory=dict)

    @classmethod
    def of(cls, logged: Iterable[Entry]) -> "Woven":
        """The woven rows of a log that is given in the order of its seq."""
        return cls({row.question_id: row.seq for row in logged if row.merged})

    def __contains__(self, row: Entry) -> bool:
        return row.seq <= self.last_merged.get(row.question_id, 0)

    def in_order(self, logged: Sequence[Entry]) -> Sequence[Entry]:
        """The woven rows by the time of their answers, then the others as they were logged."""
        if not self.last_merged:
            return logged
        woven = sorted((row for row in logged if row in self), key=lambda row: (row.answered_at, row.seq))
        return [*woven, *(row for row in logged if row not in self)]

    def kind(self, card: CardState, row: Entry, *, quality: int) -> EntryKind:
        """What an answer counts as: on one study day only the first scheduled one of a card does, later ones are cram.

        Ask once for each answer, in order.
        """
        kind = kind_of(card, quality=quality, today=row.study_day)
        if kind is EntryKind.REVIEW and self._scheduled_on.get(row.question_id) == row.study_day:
            return EntryKind.CRAM
        if kind in (EntryKind.NEW, EntryKind.REVIEW):
            self._scheduled_on[row.question_id] = row.study_day
        return kind

    def note(self, row: Entry) -> None:
        """Lets a card that was made due again be scheduled a second time on its day."""
        if row.kind in _DUE_AGAIN:
            self._scheduled_on.pop(row.question_id, None)
