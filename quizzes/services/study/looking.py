"""What waits in the decks at hand: the window the queue picks from, the day's pace, and what undo could take back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from models.base import AnyRow
from quizzes.core.queue import WINDOW, Asked, Candidate, Pace, Window, allowance
from quizzes.core.scheduling.card import ANSWERS, EntryKind
from quizzes.core.scheduling.replay import UNDOABLE
from quizzes.core.study import Progress, Scope
from quizzes.services.study.standing import DeckStanding, Standing
from quizzes.services.study.windows import DONE, DRILL, DUE, LOG, LOG_ROWS, NEW, WAITING, windows


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The queue's input for one page, with the progress it amounts to."""

    window: Window
    pace: Pace
    answers_today: dict[int, int]
    recent: tuple[Asked, ...]
    progress: Progress
    undoable: bool


def look(session: Session, *, at: Standing, scope: Scope) -> Look:
    """Reads the windows of all decks in scope, each cut to what its limits leave."""
    rows = _read(session, at, scope) if at.decks else ()
    shares = [_share(deck, [row for row in rows if row.deck_id == deck.deck_id]) for deck in at.studied]
    log = sorted((row for row in rows if row.sort == LOG), key=lambda row: -row.seq)
    done = [row.number for row in rows if row.sort == DONE]
    return Look(
        window=Window(
            due=tuple(card for share in shares for card in share.window.due),
            drill=tuple(card for share in shares for card in share.window.drill),
            new=tuple(card for share in shares for card in share.window.new),
        ),
        pace=Pace(
            new_done=sum(deck.day.new_done for deck in at.studied),
            new_left=sum(share.new_left for share in shares),
            reviews_done=sum(deck.day.reviews_done for deck in at.studied),
            reviews_left=sum(share.reviews_left for share in shares),
        ),
        answers_today={deck.deck_id: deck.day.answers for deck in at.studied},
        recent=_recent(log, at.today),
        progress=_progress(at.studied, shares, done=sum(done) if done else None),
        undoable=_undoable(log),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    """One deck's part of the look."""

    window: Window
    new_left: int
    reviews_left: int


def _read(session: Session, at: Standing, scope: Scope) -> Sequence[AnyRow]:
    keys: dict[str, Any] = {"learner": at.learner_id, "today": at.today, "section": scope.section}
    for place, deck in enumerate(at.studied):
        keys[f"deck_{place}"] = deck.deck_id
        keys[f"after_{place}"] = deck.new_after
        keys[f"most_{place}"] = max(0, deck.reviews_limit - deck.day.reviews_done)
    statement = windows(len(at.studied), learner=at.learner_id is not None, section=scope.section is not None)
    return session.connection().execute(statement, keys).all()


def _share(deck: DeckStanding, rows: Sequence[AnyRow]) -> _Share:
    due = tuple(_candidate(row) for row in rows if row.sort == DUE)
    fresh_rows = sorted((row for row in rows if row.sort == NEW), key=lambda row: row.number)
    new = tuple(_candidate(row) for row in fresh_rows)
    counted = sum(row.number for row in rows if row.sort == WAITING)
    reviews = allowance(
        _facts(due) if len(due) < WINDOW else counted, limit=deck.reviews_limit, extra=0, done=deck.day.reviews_done
    )
    # A full window says "at least so many": enough to fill what the limit leaves.
    fresh = allowance(
        _facts(new) if len(new) < WINDOW else max(_facts(new), deck.new_limit),
        limit=deck.new_limit,
        extra=0,
        done=deck.day.new_done,
    )
    return _Share(
        window=Window(
            due=due if reviews.left else (),
            drill=tuple(_candidate(row) for row in rows if row.sort == DRILL),
            new=new if fresh.left else (),
        ),
        new_left=fresh.left,
        reviews_left=reviews.left,
    )


def _facts(cards: Sequence[Candidate]) -> int:
    """How many of the cards can come on one day: of those about one fact, a single one."""
    return len({card.fact or card.key for card in cards})


def _candidate(row: AnyRow) -> Candidate:
    return Candidate(
        question_id=row.question_id,
        deck_id=row.deck_id,
        key=row.key,
        fact=row.fact,
        facts=row.facts,
        avoid=row.avoid,
        due_day=row.due_day,
        due_order=row.due_order or 0,
        drill_turn=row.drill_turn or 0,
    )


def _progress(decks: Sequence[DeckStanding], shares: Sequence[_Share], *, done: int | None) -> Progress:
    """Cards that rest for today against all of today; one that waits for its drill is not done yet."""
    drills = sum(len(share.window.drill) for share in shares)
    answered = sum(deck.day.new_done + deck.day.reviews_done for deck in decks)
    rested = max(0, answered - drills) if done is None else done
    left = sum(share.new_left + share.reviews_left for share in shares)
    return Progress(done=rested, total=rested + drills + left)


def _recent(log: Sequence[AnyRow], today: date) -> tuple[Asked, ...]:
    undone = {row.refers_to for row in log if row.kind == EntryKind.UNDO}
    return tuple(
        _candidate(row)
        for row in log
        if EntryKind(row.kind) in ANSWERS and row.study_day == today and row.seq not in undone
    )


def _undoable(log: Sequence[AnyRow]) -> bool:
    """Whether undo has anything to take back, as far as the last rows tell; when they are all undone it may be more."""
    undone = {row.refers_to for row in log if row.kind == EntryKind.UNDO}
    standing = any(EntryKind(row.kind) in UNDOABLE and row.seq not in undone for row in log)
    return standing or len(log) == LOG_ROWS
