"""A learner's turn to write: the lock that keeps two tabs apart, the study day, and what goes into the tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.base import table_of
from models.study import Card, Day, Review
from quizzes.core.access import NotFound
from quizzes.core.scheduling.card import CardState, DayCount, EntryKind
from quizzes.core.scheduling.registry import scheduler
from quizzes.core.study_day import study_day, zone
from quizzes.services.study.rows import card_values, count_values, dump_card

_LEARNER = select(Learner.zone, Learner.rollover).where(Learner.id == bindparam("learner")).with_for_update()
_REPEATED = select(Review.seq).where(Review.learner_id == bindparam("learner"), Review.nonce == bindparam("nonce"))
_LAST = (
    select(
        Review.seq,
        Review.study_day,
        Review.answered_at,
        Review.merged,
        _REPEATED.correlate(None).scalar_subquery().label("repeated"),
    )
    .where(Review.learner_id == bindparam("learner"))
    .order_by(Review.seq.desc())
    .limit(1)
)
_LAST_OWN = (
    select(Review.study_day, Review.answered_at)
    .where(Review.learner_id == bindparam("learner"), Review.merged.is_(False))
    .order_by(Review.seq.desc())
    .limit(1)
)
_CARD, _DAY, _REVIEW = table_of(Card), table_of(Day), table_of(Review)
_UPDATE_CARD = update(_CARD).where(
    _CARD.c.learner_id == bindparam("of_learner"), _CARD.c.question_id == bindparam("of_question")
)
_COUNTERS = tuple(count_values(DayCount()))
_ADD_COUNT = (
    update(_DAY)
    .where(
        _DAY.c.learner_id == bindparam("of_learner"),
        _DAY.c.deck_id == bindparam("of_deck"),
        _DAY.c.study_day == bindparam("of_day"),
    )
    .values({name: _DAY.c[name] + bindparam(f"more_{name}") for name in _COUNTERS})
)


@dataclass(slots=True, kw_only=True)
class Turn:
    """One learner's write transaction: rows are gathered and written together by `finish`.

    `repeated` is the row that already holds the nonce, `last_seq` the last row of the log.
    """

    session: Session
    learner_id: int
    today: date
    now: datetime
    last_seq: int
    repeated: int | None = None
    _rows: list[dict[str, Any]] = field(default_factory=list)
    _new_cards: list[dict[str, Any]] = field(default_factory=list)
    _cards: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def begin(cls, session: Session, *, learner_id: int, now: datetime, nonce: str | None = None) -> "Turn":
        """Locks the learner until the transaction ends; a clock that went back is held at the last row."""
        learner = session.connection().execute(_LEARNER, {"learner": learner_id}).one_or_none()
        if learner is None:
            raise NotFound("there is no such learner")
        # A statement of its own, after the lock: within one, PostgreSQL would read from before the wait.
        last = session.connection().execute(_LAST, {"learner": learner_id, "nonce": nonce}).one_or_none()
        logged = [last] if last else []
        if last and last.merged:
            # The rows of another browser stand last and may be older than the learner's own.
            logged += session.connection().execute(_LAST_OWN, {"learner": learner_id}).all()
        moment = max([now, *(row.answered_at for row in logged)])
        day = max((row.study_day for row in logged), default=None)
        today = study_day(moment, zone(learner.zone), learner.rollover, last=day)
        return cls(
            session=session,
            learner_id=learner_id,
            today=today,
            now=moment,
            last_seq=last.seq if last else 0,
            repeated=last.repeated if last else None,
        )

    def log(self, kind: EntryKind, *, deck_id: int, question_id: int, rev: int, plug: str, **fields: Any) -> int:
        """Appends a row to the log and returns its number; `plug` names the scheduler."""
        self.last_seq += 1
        row = {
            **_NOTHING,
            "learner_id": self.learner_id,
            "seq": self.last_seq,
            "kind": kind.value,
            "deck_id": deck_id,
            "question_id": question_id,
            "rev": rev,
            "answered_at": self.now,
            "study_day": self.today,
            "scheduler": plug,
            "scheduler_version": scheduler(plug).version,
            **fields,
        }
        self._rows.append(row)
        return self.last_seq

    def move(self, question_id: int, card: CardState) -> None:
        """Changes a card that has a row."""
        keys = {"of_learner": self.learner_id, "of_question": question_id}
        self._cards.append({**keys, **card_values(card, learner_id=self.learner_id, question_id=question_id)})

    def add(self, question_id: int, card: CardState, *, deck_id: int) -> None:
        """Gives a question its first row."""
        keys = {"learner_id": self.learner_id, "question_id": question_id, "deck_id": deck_id, "retired": False}
        self._new_cards.append({**keys, **card_values(card, learner_id=self.learner_id, question_id=question_id)})

    def count(self, deck_id: int, study_day: date, count: DayCount) -> None:
        """Adds to the counters of a day that has a row."""
        keys = {"of_learner": self.learner_id, "of_deck": deck_id, "of_day": study_day}
        more = {f"more_{name}": number for name, number in count_values(count).items()}
        self.session.connection().execute(_ADD_COUNT, {**keys, **more})

    def open_day(self, deck_id: int, count: DayCount, *, extra: Mapping[str, int] | None = None) -> None:
        """Writes the first counters of today."""
        keys = {"learner_id": self.learner_id, "deck_id": deck_id, "study_day": self.today}
        self.session.connection().execute(insert(_DAY), {**keys, **_NO_EXTRA, **count_values(count), **(extra or {})})

    def finish(self) -> None:
        """Writes what was gathered: one statement for each table that has something to write."""
        for statement, rows in (
            (insert(_REVIEW), self._rows),
            (insert(_CARD), self._new_cards),
            (_UPDATE_CARD, self._cards),
        ):
            if rows:
                self.session.connection().execute(statement, rows)
                rows.clear()


def states(before: CardState, after: CardState) -> dict[str, str]:
    """A card's state before and after, as the log keeps them."""
    return {"before": dump_card(before), "after": dump_card(after)}


_NO_EXTRA = {"extra_new": 0, "extra_reviews": 0}
_NOTHING: dict[str, Any] = {
    "version_id": None,
    "batch": None,
    "refers_to": None,
    "quality": None,
    "score": None,
    "response": None,
    "hinted": False,
    "presented": None,
    "seed": None,
    "taken_ms": 0,
    "deck_answers": 0,
    "before": None,
    "after": None,
    "nonce": None,
    "due_day": None,
}
