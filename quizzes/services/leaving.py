"""Leaving for good: every row of a learner is removed; what a group still studies goes to somebody who keeps it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Select, delete, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from models.accounts import Learner
from models.authors import BankDraft
from models.decks import Deck, DeckRevision, Question, QuestionVersion
from models.groups import Group, GroupDeck, Membership
from models.metadata import METADATA
from models.paths import Path
from models.remarks import Settlement, Suggestion
from models.removals import REMOVED
from models.rounds import Round
from models.study import Enrollment, Review
from quizzes.core.access import NotFound, Role
from quizzes.core.scheduling.card import ANSWERS
from quizzes.services.belongings import hand_over_deck, hand_over_path
from quizzes.services.people import attempts

_KEEPERS = (Role.OWNER, Role.MAINTAINER)


class HandOverFirst(ValueError):
    """A group with other members would have no owner; it is handed over before its last owner goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeded:
    """A deck that goes on, with whose it will be."""

    title: str
    heir: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A deck that goes, with how many others study it and lose it too."""

    title: str
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """What leaving does: what goes, what stays and with whom, and the groups that have to be handed over before."""

    answers: int
    deeded: tuple[Deeded, ...]
    gone: tuple[Gone, ...]
    groups: tuple[str, ...]
    ownerless: tuple[tuple[int, str], ...]
    owns_server: bool


def parting(session: Session, *, learner_id: int) -> Parting:
    """What leaving would do now; raises NotFound."""
    learner = session.get(Learner, learner_id)
    if learner is None:
        raise NotFound("there is no such learner")
    heirs = _heirs(session, learner_id)
    owned = select(Deck.id, Deck.title).where(Deck.owner_id == learner_id).order_by(Deck.id)
    titles = {row.id: row.title for row in session.execute(owned)}
    lone, ownerless = _groups(session, learner_id)
    others = _others(session, learner_id)
    return Parting(
        answers=session.scalar(select(func.count()).where(Review.learner_id == learner_id, Review.kind.in_(ANSWERS)))
        or 0,
        deeded=tuple(Deeded(title=titles[deck], heir=name or "a guest") for deck, (_, name) in heirs.items()),
        gone=tuple(
            Gone(title=title, others=others.get(deck_id, 0))
            for deck_id, title in titles.items()
            if deck_id not in heirs
        ),
        groups=tuple(lone.values()),
        ownerless=tuple(ownerless.items()),
        owns_server=learner.owns_server,
    )


def leave_for_good(session: Session, *, learner_id: int, now: datetime) -> None:
    """Removes every row of the learner and ends every session; raises HandOverFirst, NotFound."""
    learner = session.get(Learner, learner_id, with_for_update=True)
    if learner is None:
        raise NotFound("there is no such learner")
    mine = select(Membership.group_id).where(Membership.learner_id == learner_id)
    session.execute(select(Membership.role).where(Membership.group_id.in_(mine)).with_for_update())
    lone, ownerless = _groups(session, learner_id)
    if ownerless:
        raise HandOverFirst(f"Hand over {' and '.join(ownerless.values())} before you go.")
    for deck_id, (heir_id, _) in _heirs(session, learner_id).items():
        _hand_over(session, deck_id, owner_id=heir_id, learner_id=learner_id, now=now)
    _forget_names(session, learner_id)
    if learner.name:
        attempts.forget(session, name=learner.name, email=learner.email)
    _delete_everything(session, learner_id, groups=lone)
    session.expire_all()


def _heirs(session: Session, learner_id: int) -> Mapping[int, tuple[int, str | None]]:
    """For each shared deck of the learner the next keeper of one of its groups: owners first, then who came first."""
    found = (
        select(Deck.id, Learner.id, Learner.name, Membership.role)
        .join(GroupDeck, GroupDeck.deck_id == Deck.id)
        .join(Membership, Membership.group_id == GroupDeck.group_id)
        .join(Learner, Learner.id == Membership.learner_id)
        .where(Deck.owner_id == learner_id, Deck.id.not_in(REMOVED), Learner.id != learner_id)
        .where(Membership.role.in_([role.value for role in _KEEPERS]))
        .order_by(Deck.id, Membership.joined_at, Learner.id)
    )
    heirs: dict[int, tuple[Role, int, str | None]] = {}
    for deck_id, heir_id, name, role in session.execute(found):
        known = heirs.get(deck_id)
        if known is None or Role(role).outranks(known[0]):
            heirs[deck_id] = (Role(role), heir_id, name)
    return {deck_id: (heir_id, name) for deck_id, (_, heir_id, name) in heirs.items()}


def _groups(session: Session, learner_id: int) -> tuple[dict[int, str], dict[int, str]]:
    """The groups that have no other member, and those with others but no other owner."""
    mine, other = aliased(Membership), aliased(Membership)
    others = select(other.learner_id).where(other.group_id == Group.id, other.learner_id != learner_id)
    rows = session.execute(
        select(
            Group.id,
            Group.name,
            mine.role,
            others.correlate(Group).exists().label("others"),
            others.where(other.role == Role.OWNER.value).correlate(Group).exists().label("owners"),
        )
        .join(mine, mine.group_id == Group.id)
        .where(mine.learner_id == learner_id)
        .order_by(Group.id)
    ).all()
    lone = {row.id: row.name for row in rows if not row.others}
    ownerless = {row.id: row.name for row in rows if row.others and not row.owners and row.role == Role.OWNER.value}
    return lone, ownerless


def _others(session: Session, learner_id: int) -> Mapping[int, int]:
    """How many others study each deck of the learner that anybody else studies."""
    studying = (
        select(Enrollment.deck_id, func.count().label("others"))
        .join(Deck, Deck.id == Enrollment.deck_id)
        .where(Deck.owner_id == learner_id, Enrollment.learner_id != learner_id)
        .group_by(Enrollment.deck_id)
    )
    return {row.deck_id: row.others for row in session.execute(studying)}


def _hand_over(session: Session, deck_id: int, *, owner_id: int, learner_id: int, now: datetime) -> None:
    deck = session.get_one(Deck, deck_id)
    if deck.owner_id != learner_id:
        return
    path = session.get(Path, deck.path_id) if deck.path_id else None
    if path is not None and path.owner_id == learner_id:
        hand_over_path(session, path, owner_id=owner_id, now=now)
    else:
        hand_over_deck(session, deck, owner_id=owner_id, now=now)


def _forget_names(session: Session, learner_id: int) -> None:
    """Takes the learner out of rows that belong to others, and forks lose an origin that goes."""
    for column in (
        DeckRevision.published_by,
        GroupDeck.shared_by,
        BankDraft.changed_by,
        Suggestion.settled_by,
        Settlement.settled_by,
    ):
        session.execute(update(column.class_).where(column == learner_id).values({column.key: None}))
    gone = select(Deck.id).where(Deck.owner_id == learner_id)
    session.execute(update(Deck).where(Deck.origin_deck_id.in_(gone)).values(origin_deck_id=None, origin_revision=None))


def _delete_everything(session: Session, learner_id: int, *, groups: Collection[int]) -> None:
    """Deletes, table by table from the outermost reference inwards, what belongs to what goes."""
    gone = _gone(learner_id, groups)
    # Nobody may answer a question between the removal of the answers and that of the question.
    session.execute(select(Question.id).where(Question.deck_id.in_(gone["deck.id"])).with_for_update())
    for table in reversed(METADATA.sorted_tables):
        reasons = [column.in_(ids) for column, ids in _references(table.columns, gone)]
        if reasons:
            session.execute(delete(table).where(or_(*reasons)))


def _gone(learner_id: int, groups: Collection[int]) -> Mapping[str, Select[int]]:
    """What goes, by the column that others refer to it with."""
    decks = select(Deck.id).where(Deck.owner_id == learner_id)
    questions = select(Question.id).where(Question.deck_id.in_(decks))
    rounds = select(Round.id).where(
        or_(Round.host_id == learner_id, Round.deck_id.in_(decks), Round.group_id.in_(groups))
    )
    drafts = select(BankDraft.id).where(or_(BankDraft.owner_id == learner_id, BankDraft.deck_id.in_(decks)))
    return {
        "learner.id": select(Learner.id).where(Learner.id == learner_id),
        "study_group.id": select(Group.id).where(Group.id.in_(groups)),
        "path.id": select(Path.id).where(Path.owner_id == learner_id),
        "deck.id": decks,
        "question.id": questions,
        "question_version.id": select(QuestionVersion.id).where(QuestionVersion.question_id.in_(questions)),
        "round.id": rounds,
        "bank_draft.id": drafts,
    }


def _references(columns: Any, gone: Mapping[str, Select[int]]) -> Iterator[tuple[Column[Any], Select[int]]]:
    """The columns of a table that hold something that goes; the learner's and the groups' own rows go by their ids."""
    for column in columns:
        if str(column) in ("learner.id", "study_group.id"):
            yield column, gone[str(column)]
        for key in column.foreign_keys:
            if key.target_fullname in gone:
                yield column, gone[key.target_fullname]
