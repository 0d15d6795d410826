"""Merging: what a guest did in a browser becomes part of the account that signs in there, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, exists, func, insert, literal, null, select, true, update
from sqlalchemy.orm import Session, aliased

from models.accounts import Learner, SignIn
from models.base import Id, table_of
from models.decks import Deck, Question
from models.paths import Path
from models.removals import REMOVED
from models.study import Card, Day, Enrollment, Review
from quizzes.core.access import NotFound
from quizzes.core.scheduling.card import ANSWERS
from quizzes.core.scheduling.replay import Replayed, changes, replay
from quizzes.core.tokens import token_hash
from quizzes.services import study
from quizzes.services.belongings import bring
from quizzes.services.study.enrolling import reopen
from quizzes.services.study.replaying import history, schedulers
from quizzes.services.study.rows import card_values, count_values

_CARD, _DAY, _REVIEW = table_of(Card), table_of(Day), table_of(Review)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a browser's guest has that the account may take over."""

    answers: int
    paths: int


def offer(session: Session, *, learner_id: int, guest_id: int, token: str) -> Offer:
    """What merging would bring, for the account whose session in this browser has this token; raises NotFound.

    A guest who came after the session began is somebody else: ids may be given again.
    """
    account, guest = aliased(Learner), aliased(Learner)
    both = (
        select(guest.id)
        .join(account, account.id == learner_id)
        .join(SignIn, SignIn.learner_id == account.id)
        .where(guest.id == guest_id, guest.name.is_(None), account.name.is_not(None))
        .where(SignIn.token_sha256 == token_hash(token), guest.created_at <= SignIn.created_at)
    )
    answers = select(func.count()).where(Review.learner_id == guest_id, Review.kind.in_(ANSWERS)).scalar_subquery()
    paths = select(func.count()).where(Path.owner_id == guest_id, ~_removed_with_deck()).scalar_subquery()
    row = session.execute(select(answers.label("answers"), paths.label("paths")).where(both.exists())).one_or_none()
    if row is None:
        raise NotFound("there are no answers to add")
    return Offer(answers=row.answers, paths=row.paths)


def merge(session: Session, *, learner_id: int, guest_id: int, token: str, now: datetime) -> Offer:
    """Makes everything of the guest the account's, ends the guest, and returns what was added; raises NotFound.

    Cards that both have are what the answers of both lead to, in the order in which they were given.
    """
    # The lower id first, as everybody does who locks two, so that nobody waits in a circle.
    session.execute(
        select(Learner.id).where(Learner.id.in_((learner_id, guest_id))).order_by(Learner.id).with_for_update()
    )
    offered = offer(session, learner_id=learner_id, guest_id=guest_id, token=token)
    for one in (guest_id, learner_id):
        study.catch_up(session, learner_id=one, now=now)
    _enroll(session, learner_id=learner_id, guest_id=guest_id)
    questions = set(session.scalars(select(Review.question_id).where(Review.learner_id == guest_id).distinct()))
    before = _replayed(session, learner_id=learner_id, questions=questions)
    own = session.scalar(select(func.max(Review.seq)).where(Review.learner_id == learner_id)) or 0
    _append_log(session, learner_id=learner_id, guest_id=guest_id, own=own)
    after = _replayed(session, learner_id=learner_id, questions=questions)
    _recast(session, after, learner_id=learner_id, own=own)
    _write_cards(session, after, learner_id=learner_id, guest_id=guest_id)
    _write_days(session, before, after, learner_id=learner_id, guest_id=guest_id)
    bring(session, guest_id=guest_id, learner_id=learner_id, now=now)
    session.execute(delete(Learner).where(Learner.id == guest_id))
    return offered


def _removed_with_deck() -> Any:
    return exists().where(Deck.path_id == Path.id, Deck.id.in_(REMOVED))


def _enroll(session: Session, *, learner_id: int, guest_id: int) -> None:
    """Joins the enrollments: the account's choices stay, and new cards start where the one behind is."""
    mine = {row.deck_id: row for row in session.scalars(select(Enrollment).where(Enrollment.learner_id == learner_id))}
    for theirs in session.scalars(select(Enrollment).where(Enrollment.learner_id == guest_id)).all():
        if known := mine.get(theirs.deck_id):
            known.new_after = min(known.new_after, theirs.new_after)
            known.left_at = known.left_at if theirs.left_at else None
            session.delete(theirs)
        else:
            theirs.learner_id = learner_id
    session.flush()


def _replayed(session: Session, *, learner_id: int, questions: set[int]) -> Replayed:
    entries = history(session, learner_id=learner_id, questions=questions)
    return replay(entries, scheduler_of=schedulers(session, learner_id=learner_id))


def _append_log(session: Session, *, learner_id: int, guest_id: int, own: int) -> None:
    """Moves the guest's rows behind the account's; a nonce that both used stays with the account's row."""
    taken = aliased(Review)
    clash = exists().where(taken.learner_id == learner_id, taken.nonce == Review.nonce).correlate(Review)
    changed: Mapping[str, Any] = {
        "learner_id": literal(learner_id, Id),
        "seq": Review.seq + own,
        "batch": Review.batch + own,
        "refers_to": Review.refers_to + own,
        "nonce": case((clash, null()), else_=Review.nonce),
        "merged": true(),
    }
    names = [column.name for column in _REVIEW.columns]
    rows = select(*(changed.get(name, _REVIEW.c[name]) for name in names)).where(Review.learner_id == guest_id)
    session.execute(insert(_REVIEW).from_select(names, rows))
    session.execute(delete(_REVIEW).where(_REVIEW.c.learner_id == guest_id))


def _recast(session: Session, after: Replayed, *, learner_id: int, own: int) -> None:
    """Writes what the appended answers count as; the account's own rows stay as they are, replay knows."""
    for seq, kind in after.recast.items():
        if seq > own:
            row = (_REVIEW.c.learner_id == learner_id, _REVIEW.c.seq == seq)
            session.execute(update(_REVIEW).where(*row).values(kind=kind.value))


def _write_cards(session: Session, after: Replayed, *, learner_id: int, guest_id: int) -> None:
    touched = select(_CARD.c.question_id).where(_CARD.c.learner_id == guest_id)
    session.execute(delete(_CARD).where(_CARD.c.learner_id == learner_id, _CARD.c.question_id.in_(touched)))
    session.execute(delete(_CARD).where(_CARD.c.learner_id == guest_id))
    decks = {row.id: row for row in session.execute(_QUESTIONS.where(Question.id.in_(after.cards)))}
    rows = [
        {
            "learner_id": learner_id,
            "question_id": question_id,
            "deck_id": decks[question_id].deck_id,
            "retired": decks[question_id].retired,
            **card_values(card, learner_id=learner_id, question_id=question_id),
        }
        for question_id, card in after.cards.items()
    ]
    if rows:
        session.execute(insert(_CARD), rows)
    for deck_id in {row["deck_id"] for row in rows}:
        again = {row["question_id"] for row in rows if row["deck_id"] == deck_id and row["due_day"] is None}
        reopen(session, learner_id=learner_id, deck_id=deck_id, questions=again)


_QUESTIONS = select(Question.id, Question.deck_id, Question.retired)


def _write_days(session: Session, before: Replayed, after: Replayed, *, learner_id: int, guest_id: int) -> None:
    """Adds to the account's counters what the merged answers count for."""
    session.execute(delete(_DAY).where(_DAY.c.learner_id == guest_id))
    for (deck_id, study_day), count in changes(before, after).items():
        day = session.get(Day, (learner_id, deck_id, study_day))
        if day is None:
            day = Day(learner_id=learner_id, deck_id=deck_id, study_day=study_day, **count_values(count))
            session.add(day)
            continue
        for name, number in count_values(count).items():
            setattr(day, name, getattr(day, name) + number)
    session.flush()
