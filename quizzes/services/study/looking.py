"""What waits in the decks at hand: the window the queue picks from, the day's pace, and what undo could take back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile
from operator import itemgetter
from typing import Any

from sqlalchemy.orm import Session

from models.base import AnyRow
from quizzes.core.options import Mix
from quizzes.core.queue import WINDOW, Asked, Candidate, Pace, Window, allowance, in_new_order
from quizzes.core.scheduling.card import ANSWERS, EntryKind
from quizzes.core.scheduling.replay import UNDOABLE
from quizzes.core.study import Mode, Progress, Scope
from quizzes.services.study.exams import Early, early
from quizzes.services.study.standing import DeckStanding, Standing
from quizzes.services.study.windows import (
    DONE,
    DRILL,
    DUE,
    EXAM,
    LOG,
    LOG_ROWS,
    MISSED,
    NEW,
    SEEN,
    WAITING,
    deck_binds,
    windows,
)

LATELY = timedelta(days=14)
"""How far back "wrong lately" reaches."""
SOON = timedelta(days=7)
"""How far "review ahead" reaches."""


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
    asks = at.decks and (at.learner_id is not None or scope.mode is Mode.DUE)
    rows = _read(session, at, scope) if asks else ()
    log = sorted((row for row in rows if row.sort == LOG), key=lambda row: -row.seq)
    due = scope.mode is Mode.DUE
    shares = [_share(at, deck, [row for row in rows if row.deck_id == deck.deck_id], due=due) for deck in at.studied]
    done = [row.number for row in rows if row.sort == DONE]
    pace = Pace(
        new_done=sum(deck.day.new_done for deck in at.studied) if due else 0,
        new_left=sum(share.new_left for share in shares),
        reviews_done=sum(deck.day.reviews_done for deck in at.studied) if due else 0,
        reviews_left=sum(share.reviews_left for share in shares),
    )
    early = sum(share.early_done for share in shares)
    pace = replace(pace, reviews_done=pace.reviews_done + early)
    return Look(
        window=Window(
            due=tuple(card for share in shares for card in share.window.due),
            drill=tuple(card for share in shares for card in share.window.drill),
            new=tuple(card for share in shares for card in share.window.new),
        ),
        pace=pace,
        answers_today={deck.deck_id: deck.day.answers for deck in at.studied},
        recent=_recent(log, at.today),
        progress=_progress(pace, shares, done=sum(done) if done else None),
        undoable=_undoable(log),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    """One deck's part of the look; `early_done` are the answers that passed before their day because of an exam."""

    window: Window
    new_left: int
    reviews_left: int
    early_done: int


def _read(session: Session, at: Standing, scope: Scope) -> Sequence[AnyRow]:
    exam = scope.mode is Mode.DUE and any(deck.exam for deck in at.studied)
    keys = look_binds(at, scope)
    for place, deck in enumerate(at.studied):
        keys |= deck_binds(place, _values(deck))
    statement = windows(
        len(at.studied),
        learner=at.learner_id is not None,
        section=scope.section is not None,
        mode=scope.mode,
        exam=exam,
    )
    return session.connection().execute(statement, keys).all()


def look_binds(at: Standing, scope: Scope) -> dict[str, Any]:
    """What every part of the statement binds."""
    return {
        "learner": at.learner_id,
        "today": at.today,
        "section": scope.section,
        "since": at.today - LATELY,
        "horizon": at.today + SOON,
    }


def _values(deck: DeckStanding) -> dict[str, Any]:
    return {
        "deck": deck.deck_id,
        "after": deck.new_after,
        "most": max(0, deck.reviews_limit - deck.day.reviews_done),
        "apart": deck.options.siblings_apart,
        "exam": deck.exam and deck.exam.day,
        "exam_from": deck.exam and deck.exam.since,
    }


def _share(at: Standing, deck: DeckStanding, rows: Sequence[AnyRow], *, due: bool) -> _Share:
    by_sort = {sort: [row for row in rows if row.sort == sort] for sort in (DUE, DRILL, NEW, EXAM)}
    cards = {sort: tuple(_candidate(row, mix=deck.options.mix) for row in found) for sort, found in by_sort.items()}
    counted = sum(row.number for row in rows if row.sort == WAITING)
    found = _facts(cards[DUE], deck) if len(cards[DUE]) < WINDOW else counted
    limit = deck.reviews_limit if due else found + deck.day.reviews_done
    reviews = allowance(found, limit=limit, extra=0, done=deck.day.reviews_done)
    new = _in_order(cards[NEW], by_sort[NEW], at, deck)
    # A full window says "at least so many": enough to fill what the limit leaves.
    fresh = allowance(
        _facts(new, deck) if len(new) < WINDOW else max(_facts(new, deck), deck.new_limit),
        limit=deck.new_limit,
        extra=0,
        done=deck.day.new_done,
    )
    early = _early(at, deck, rows, cards[EXAM])
    return _Share(
        window=Window(
            due=(*(cards[DUE] if reviews.left else ()), *(cards[EXAM] if early.left else ())),
            drill=cards[DRILL],
            new=new if fresh.left else (),
        ),
        new_left=fresh.left,
        reviews_left=reviews.left + early.left,
        early_done=early.passed,
    )


def _in_order(
    cards: Sequence[Candidate], rows: Sequence[AnyRow], at: Standing, deck: DeckStanding
) -> tuple[Candidate, ...]:
    stored = [card for _, card in sorted(zip((row.number for row in rows), cards, strict=True), key=itemgetter(0))]
    return in_new_order(stored, deck.options.new_order, learner_id=at.learner_id or 0)


def _early(at: Standing, deck: DeckStanding, rows: Sequence[AnyRow], cards: Sequence[Candidate]) -> Early:
    missed = sum(row.number for row in rows if row.sort == MISSED)
    found = _facts(cards, deck) if len(cards) < WINDOW else missed
    seen = [row for row in rows if row.sort == SEEN]
    return early(deck.exam, today=at.today, missed=missed, found=found, log=seen)


def _facts(cards: Sequence[Candidate], deck: DeckStanding) -> int:
    """How many of the cards can come on one day: of those about one fact a single one, where they are kept apart."""
    return len({card.fact or card.key if deck.options.siblings_apart else card.key for card in cards})


def _candidate(row: AnyRow, *, mix: Mix = Mix.MIXED) -> Candidate:
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
        mix=mix,
    )


def _progress(pace: Pace, shares: Sequence[_Share], *, done: int | None) -> Progress:
    """Cards that rest for today against all of today; one that waits for its drill is not done yet."""
    drills = sum(len(share.window.drill) for share in shares)
    rested = max(0, pace.new_done + pace.reviews_done - drills) if done is None else done
    return Progress(done=rested, total=rested + drills + pace.new_left + pace.reviews_left)


def _recent(log: Sequence[AnyRow], today: date) -> tuple[Asked, ...]:
    undone = {row.refers_to for row in log if row.kind == EntryKind.UNDO}
    return tuple(
        _candidate(row)
        for row in log
        if EntryKind(row.kind) in ANSWERS and row.study_day == today and row.seq not in undone
    )


def _undoable(log: Sequence[AnyRow]) -> bool:
    """Whether undo has anything to take back, as far as the last rows tell; when they are all undone it may be more."""
    own = list(takewhile(lambda row: not row.merged, log))
    undone = {row.refers_to for row in own if row.kind == EntryKind.UNDO}
    standing = any(EntryKind(row.kind) in UNDOABLE and row.seq not in undone for row in own)
    return standing or len(own) == LOG_ROWS
