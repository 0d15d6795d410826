"""Before an exam: how many cards come early today, and which of today's answers were such."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.base import AnyRow
from quizzes.core.plans import Exam, exam_share
from quizzes.core.scheduling.card import EntryKind
from quizzes.services.study.rows import load_card


@dataclass(frozen=True, slots=True, kw_only=True)
class Early:
    """How many cards still come early today, and how many that did have passed."""

    left: int = 0
    passed: int = 0


def early(exam: Exam | None, *, today: date, missed: int, found: int, log: Sequence[AnyRow]) -> Early:
    """Today's share of the cards that the exam would miss; `found` of them may come today, `log` is the deck's day."""
    if exam is None:
        return Early()
    undone = {row.refers_to for row in log if row.kind == EntryKind.UNDO}
    answers = [row for row in log if row.kind != EntryKind.UNDO and row.seq not in undone]
    seen = [row for row in answers if _was_missed(exam, row)]
    share = exam_share(missed, seen_today=len(seen), days=exam.days_left(today))
    # A failed one is a review like any other and counted among them.
    return Early(left=min(share, found), passed=sum(row.kind != EntryKind.REVIEW for row in seen))


def _was_missed(exam: Exam, row: AnyRow) -> bool:
    card = load_card(row.before)
    return exam.misses(due_day=card.memory.due_day, last_day=card.last_day)
