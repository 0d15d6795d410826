"""What belongs to a learner besides cards and log, on its way to another learner."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Column, Table, delete, select, update
from sqlalchemy.orm import Session

from models.accounts import Feed, Learner, SignIn
from models.authors import BankDraft, PublishToken, PutAside
from models.base import table_of
from models.credentials import OneTimeLink
from models.decks import Deck, DeckRevision
from models.drafts import Draft
from models.groups import Comment, GroupDeck, Invite, Membership
from models.paths import Path, PathRevision
from models.remarks import Flag, Note, Settlement, Suggestion
from models.rounds import Player, Round, RoundAnswer
from models.study import TaskState
from quizzes.core.access import Role
from quizzes.core.banks import SourceFile, check, write
from quizzes.services import decks

_MOVED = (
    table_of(Draft).c.owner_id,
    table_of(BankDraft).c.owner_id,
    table_of(BankDraft).c.changed_by,
    table_of(PublishToken).c.learner_id,
    table_of(DeckRevision).c.published_by,
    table_of(GroupDeck).c.shared_by,
    table_of(Invite).c.created_by,
    table_of(Comment).c.learner_id,
    table_of(Flag).c.learner_id,
    table_of(Suggestion).c.learner_id,
    table_of(Suggestion).c.settled_by,
    table_of(Settlement).c.settled_by,
    table_of(Round).c.host_id,
)
"""Columns in which one learner may stand in for another without meeting a row that is there already."""
_FIRST_KEPT = (
    (table_of(RoundAnswer), ("round_id", "place")),
    (table_of(Player), ("round_id",)),
    (table_of(PutAside), ("draft_id",)),
    (table_of(Feed), ()),
)
"""Tables with one row a learner and key: the one who takes over keeps what is there."""


def bring(session: Session, *, guest_id: int, learner_id: int, now: datetime) -> None:
    """Makes what the guest wrote, owns and belongs to the account's; sessions and links of the guest end."""
    _join_notes(session, guest_id=guest_id, learner_id=learner_id)
    _join_tasks(session, guest_id=guest_id, learner_id=learner_id)
    _join_groups(session, guest_id=guest_id, learner_id=learner_id)
    for column in _MOVED:
        session.execute(update(column.table).where(column == guest_id).values({column.name: learner_id}))
    for table, keys in _FIRST_KEPT:
        _move_where_free(session, table, keys, guest_id=guest_id, learner_id=learner_id)
    for path in session.scalars(select(Path).where(Path.owner_id == guest_id).order_by(Path.id)).all():
        hand_over_path(session, path, owner_id=learner_id, now=now)
    for deck in session.scalars(select(Deck).where(Deck.owner_id == guest_id).order_by(Deck.id)).all():
        hand_over_deck(session, deck, owner_id=learner_id, now=now)
    guest = session.get_one(Learner, guest_id)
    session.get_one(Learner, learner_id).owns_server |= guest.owns_server
    session.flush()
    for signed in (SignIn, OneTimeLink):
        table = table_of(signed)
        session.execute(delete(table).where(table.c.learner_id == guest_id))


def hand_over_path(session: Session, path: Path, *, owner_id: int, now: datetime) -> None:
    """Gives a path with its decks of the same owner to another learner, under a free key."""
    made_from = select(Deck).where(Deck.path_id == path.id, Deck.owner_id == path.owner_id).order_by(Deck.id)
    found = session.scalars(made_from).all()
    key = decks.free_key(session, key=path.key, owner_id=owner_id)
    renamed = key != path.key
    path.key, path.owner_id = key, owner_id
    session.flush()
    for deck in found:
        hand_over_deck(session, deck, owner_id=owner_id, now=now, key=key if renamed else None)


def hand_over_deck(session: Session, deck: Deck, *, owner_id: int, now: datetime, key: str | None = None) -> None:
    """Gives a deck to another learner; under another key it is published anew, so that its bank bears the key."""
    taken = session.scalar(select(Deck.id).where(Deck.owner_id == owner_id, Deck.key == deck.key))
    if key is None and taken is not None:
        key = decks.free_key(session, key=deck.key, owner_id=owner_id)
    deck.owner_id = owner_id
    if key is not None:
        deck.key = key
    session.flush()
    if key is not None:
        _publish_renamed(session, deck, key=key, now=now)


def _publish_renamed(session: Session, deck: Deck, *, key: str, now: datetime) -> None:
    latest = session.get_one(DeckRevision, (deck.id, deck.revision))
    bank = check([SourceFile(deck.key, latest.yaml.encode())]).banks[0]
    if bank.path and deck.path_id:
        bank = replace(bank, path=replace(bank.path, id=session.get_one(Path, deck.path_id).key))
    bank = replace(bank, id=key)
    text = session.get(PathRevision, (latest.path_id, latest.path_revision)) if latest.path_id else None
    decks.publish(
        session,
        bank=bank,
        yaml=write(bank),
        path_text=text.text if text else None,
        path_file=text.file if text else "",
        owner_id=deck.owner_id,
        published_by=latest.published_by,
        allow_retire=True,
        now=now,
    )


def _join_notes(session: Session, *, guest_id: int, learner_id: int) -> None:
    """Both notes on a question are kept, one below the other."""
    for theirs in session.scalars(select(Note).where(Note.learner_id == guest_id)).all():
        mine = session.get(Note, (learner_id, theirs.question_id))
        if mine is None:
            theirs.learner_id = learner_id
            continue
        if mine.text != theirs.text:
            mine.text = f"{mine.text}\n\n{theirs.text}"
            mine.changed_at = max(mine.changed_at, theirs.changed_at)
        session.delete(theirs)
    session.flush()


def _join_tasks(session: Session, *, guest_id: int, learner_id: int) -> None:
    """A task that one of the two did is done, since the first of the days."""
    for theirs in session.scalars(select(TaskState).where(TaskState.learner_id == guest_id)).all():
        mine = session.get(TaskState, (learner_id, theirs.question_id))
        if mine is None:
            theirs.learner_id = learner_id
            continue
        mine.done_day = min((day for day in (mine.done_day, theirs.done_day) if day), default=None)
        session.delete(theirs)
    session.flush()


def _join_groups(session: Session, *, guest_id: int, learner_id: int) -> None:
    """In a group of both, the higher role counts; what the others may see stays as the account has it."""
    for theirs in session.scalars(select(Membership).where(Membership.learner_id == guest_id)).all():
        mine = session.get(Membership, (theirs.group_id, learner_id))
        if mine is None:
            theirs.learner_id = learner_id
            continue
        if Role(theirs.role).outranks(Role(mine.role)):
            mine.role = theirs.role
        session.delete(theirs)
    session.flush()


def _move_where_free(session: Session, table: Table, keys: Sequence[str], *, guest_id: int, learner_id: int) -> None:
    mine = table.alias()
    met = select(mine.c.learner_id).where(mine.c.learner_id == learner_id)
    met = met.where(*(mine.c[key] == table.c[key] for key in keys)).correlate(table)
    guests: Column[int] = table.c.learner_id
    session.execute(delete(table).where(guests == guest_id, met.exists()))
    session.execute(update(table).where(guests == guest_id).values(learner_id=learner_id))
