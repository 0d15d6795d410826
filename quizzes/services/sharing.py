"""Sharing a deck: who finds it, by which link, in which groups; whoever studies it subscribes, nothing is copied."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, literal, select
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.base import AnyRow, AnySelect, Id
from models.decks import TASK, Deck, Question
from models.groups import Group, GroupDeck, Membership
from models.paths import Section
from models.removals import REMOVED
from models.study import Enrollment
from models.visibility import relation
from quizzes.core.access import Action, GroupAction, NotFound, Relation, Role, Visibility, allows, require
from quizzes.services import study
from quizzes.services.access import deck_for, group_for, relation_to

_LINK_BYTES = 16
MOST_LISTED = 200
"""Decks on one list; the newest come first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A group in which a deck may be shared, or is; `removable` says whether this learner may end it."""

    group_id: int
    name: str
    members: int
    shared: bool
    removable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """How a deck is shared; `owned` says whether this learner decides who finds it, `learners` counts the others."""

    deck_id: int
    title: str
    path_id: int | None
    owned: bool
    visibility: Visibility
    link: str | None
    learners: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of a deck with the number of its questions."""

    title: str
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A deck to choose, before it is studied; `by` is empty for the server's and for an author without a name."""

    deck_id: int
    title: str
    by: str
    questions: int
    enrolled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A deck before it is studied; `relation` is what may be done with it."""

    deck: Listed
    path_id: int | None
    relation: Relation
    parts: tuple[Part, ...]
    origin_deck_id: int | None


def sharing(session: Session, *, deck_id: int, learner_id: int | None) -> Sharing:
    """How a deck is shared, for who may offer it to groups; raises NotFound."""
    deck = deck_for(session, Action.OFFER, deck_id=deck_id, learner_id=learner_id)
    owned = learner_id is not None and deck.owner_id == learner_id
    others = select(func.count()).where(
        Enrollment.deck_id == deck_id, Enrollment.left_at.is_(None), Enrollment.learner_id != learner_id
    )
    return Sharing(
        deck_id=deck_id,
        title=deck.title,
        path_id=deck.path_id,
        owned=owned,
        visibility=Visibility(deck.visibility),
        link=deck.link if owned else None,
        learners=(session.scalar(others) or 0) if owned else 0,
        places=tuple(_places(session, deck_id=deck_id, learner_id=learner_id, owned=owned)),
    )


def set_visibility(session: Session, *, deck_id: int, learner_id: int, visibility: Visibility) -> None:
    """Decides who finds the deck, groups aside; raises NotFound unless it is the learner's own.

    Whoever loses sight of it keeps every card and answer, and studies it no more until it is shared again.
    """
    deck = deck_for(session, Action.SHARE, deck_id=deck_id, learner_id=learner_id, lock=True)
    deck.visibility = visibility.value
    if visibility is Visibility.UNLISTED and deck.link is None:
        deck.link = token_urlsafe(_LINK_BYTES)
    session.flush()


def renew_link(session: Session, *, deck_id: int, learner_id: int) -> str:
    """Makes the deck's link anew: the one before opens nothing any more. Raises NotFound."""
    deck = deck_for(session, Action.SHARE, deck_id=deck_id, learner_id=learner_id, lock=True)
    deck.link = token_urlsafe(_LINK_BYTES)
    session.flush()
    return deck.link


def share(session: Session, *, deck_id: int, group_id: int, learner_id: int, now: datetime) -> None:
    """Gives a group the deck to study; raises NotFound unless the learner may offer the one and share in the other."""
    deck_for(session, Action.OFFER, deck_id=deck_id, learner_id=learner_id, lock=True)
    group_for(session, GroupAction.SHARE_DECK, group_id=group_id, learner_id=learner_id)
    if session.get(GroupDeck, (group_id, deck_id)) is None:
        session.add(GroupDeck(group_id=group_id, deck_id=deck_id, shared_by=learner_id, shared_at=now))
        session.flush()


def unshare(session: Session, *, deck_id: int, group_id: int, learner_id: int) -> None:
    """Ends the sharing with a group, for the deck's owner, who shared it, and who keeps the group; raises NotFound."""
    shared = session.get(GroupDeck, (group_id, deck_id))
    if shared is None:
        raise NotFound("this deck is not shared there")
    known = relation_to(session, deck_id=deck_id, learner_id=learner_id)
    if not allows(Action.SHARE, known):
        _, role = group_for(session, GroupAction.SEE, group_id=group_id, learner_id=learner_id)
        if shared.shared_by != learner_id:
            require(GroupAction.UNSHARE, role)
    session.execute(delete(GroupDeck).where(GroupDeck.group_id == group_id, GroupDeck.deck_id == deck_id))


def listed(session: Session, *, learner_id: int | None) -> tuple[Listed, ...]:
    """The decks that everybody on this server may study."""
    public = (Deck.visibility == Visibility.PUBLIC.value) | Deck.owner_id.is_(None)
    found = _LISTED.where(public).order_by(Deck.owner_id.is_not(None), Deck.id.desc()).limit(MOST_LISTED)
    return tuple(_listed(row) for row in session.execute(found, {"learner": learner_id}))


def own(session: Session, *, learner_id: int | None) -> tuple[Listed, ...]:
    """The decks that are this learner's, studied or not."""
    found = _LISTED.where(Deck.owner_id == _ME).order_by(Deck.id.desc()).limit(MOST_LISTED)
    return tuple(_listed(row) for row in session.execute(found, {"learner": learner_id}))


def preview(session: Session, *, deck_id: int, learner_id: int | None) -> Preview:
    """A deck before it is studied; raises NotFound where this learner may not read it."""
    row = session.execute(_LISTED.where(Deck.id == deck_id), {"learner": learner_id}).one_or_none()
    if row is None:
        raise NotFound("there is no such deck")
    require(Action.READ, Relation(row.relation))
    return _preview(session, row)


def preview_by_link(session: Session, *, link: str, learner_id: int | None) -> Preview:
    """The same for who knows the link; raises NotFound."""
    row = session.execute(_LISTED.where(_has_link(link)), {"learner": learner_id}).one_or_none()
    if row is None:
        raise NotFound("there is no such deck")
    return _preview(session, row)


def enroll_by_link(session: Session, *, link: str, learner_id: int, now: datetime) -> int:
    """Puts the deck with this link among the learner's own and returns its id; raises NotFound."""
    deck = session.scalars(select(Deck).where(_has_link(link), Deck.id.not_in(REMOVED))).one_or_none()
    if deck is None:
        raise NotFound("there is no such deck")
    study.take_up(session, deck, learner_id=learner_id, now=now)
    return deck.id


_ME = bindparam("learner", type_=Id)
_ASKED = (
    select(func.count())
    .where(Question.deck_id == Deck.id, Question.retired.is_(False), Question.kind != TASK)
    .correlate(Deck)
    .scalar_subquery()
)
_LISTED: AnySelect = (
    select(
        Deck.id,
        Deck.title,
        Deck.path_id,
        Deck.origin_deck_id,
        Learner.name,
        Enrollment.learner_id.is_not(None).label("enrolled"),
        _ASKED.label("questions"),
        relation(_ME).label("relation"),
    )
    .outerjoin(Learner, Learner.id == Deck.owner_id)
    .outerjoin(
        Enrollment,
        and_(Enrollment.learner_id == _ME, Enrollment.deck_id == Deck.id, Enrollment.left_at.is_(None)),
    )
    .where(Deck.id.not_in(REMOVED))
)


def _has_link(link: str) -> ColumnElement[bool]:
    """A deck with this link, while its owner means links to open it."""
    return and_(Deck.link == link, Deck.visibility.in_([Visibility.UNLISTED.value, Visibility.PUBLIC.value]))


def _listed(row: AnyRow) -> Listed:
    return Listed(
        deck_id=row.id, title=row.title, by=row.name or "", questions=row.questions, enrolled=bool(row.enrolled)
    )


def _preview(session: Session, row: AnyRow) -> Preview:
    parts = (
        select(Section.title, func.count().label("questions"))
        .join(Question, Question.section == Section.anchor)
        .where(Section.path_id == row.path_id, Question.deck_id == row.id)
        .where(Question.retired.is_(False), Question.kind != TASK)
        .group_by(Section.title, Section.position)
        .order_by(Section.position)
    )
    return Preview(
        deck=_listed(row),
        path_id=row.path_id,
        relation=Relation(row.relation),
        parts=tuple(Part(title=part.title, questions=part.questions) for part in session.execute(parts)),
        origin_deck_id=row.origin_deck_id,
    )


def _places(session: Session, *, deck_id: int, learner_id: int | None, owned: bool) -> list[Place]:
    members = select(func.count()).where(Membership.group_id == Group.id).correlate(Group).scalar_subquery()
    mine = (
        select(Group.id, Group.name, members.label("members"), Membership.role, GroupDeck.deck_id, GroupDeck.shared_by)
        .outerjoin(Membership, and_(Membership.group_id == Group.id, Membership.learner_id == literal(learner_id, Id)))
        .outerjoin(GroupDeck, and_(GroupDeck.group_id == Group.id, GroupDeck.deck_id == deck_id))
        # Whoever left a group still finds the deck that is shared there, and can end it.
        .where(Membership.role.is_not(None) | and_(GroupDeck.deck_id.is_not(None), literal(owned)))
        .order_by(Group.name, Group.id)
    )
    places = []
    for row in session.execute(mine):
        role, shared = Role(row.role) if row.role else None, row.deck_id is not None
        if shared or allows(GroupAction.SHARE_DECK, role):
            removable = shared and (owned or row.shared_by == learner_id or allows(GroupAction.UNSHARE, role))
            place = Place(group_id=row.id, name=row.name, members=row.members, shared=shared, removable=removable)
            places.append(place)
    return places
