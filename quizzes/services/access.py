"""Things for somebody who wants to do something with them: found and allowed in one statement."""

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from models.base import Id
from models.decks import Deck, Question
from models.groups import Group, Membership
from models.removals import REMOVED
from models.visibility import relation
from quizzes.core.access import Action, GroupAction, NotFound, Relation, Role, require

_DECK = select(Deck, relation(bindparam("learner", type_=Id)))
_GROUP = select(Group, Membership.role).join(Membership, Membership.group_id == Group.id)


def deck_for(session: Session, action: Action, *, deck_id: int, learner_id: int | None, lock: bool = False) -> Deck:
    """The deck; raises NotFound where there is none, where it was removed, or where this learner may not."""
    found = _DECK.where(Deck.id == deck_id, Deck.id.not_in(REMOVED))
    return related_deck(session, found, learner_id=learner_id, action=action, lock=lock)[0]


def deck_of_question(session: Session, action: Action, *, question_id: int, learner_id: int | None) -> Deck:
    """The deck of a question; raises NotFound as `deck_for` does."""
    found = _DECK.join(Question, Question.deck_id == Deck.id)
    found = found.where(Question.id == question_id, Deck.id.not_in(REMOVED))
    return related_deck(session, found, learner_id=learner_id, action=action)[0]


def deck_of_path(
    session: Session,
    action: Action,
    *,
    path_id: int,
    learner_id: int | None,
    removed: bool = False,
    lock: bool = False,
) -> Deck:
    """The deck made from a path, with `removed` also where both were taken away; raises NotFound."""
    found = _DECK.where(Deck.path_id == path_id).order_by(Deck.id).limit(1)
    if not removed:
        found = found.where(Deck.id.not_in(REMOVED))
    return related_deck(session, found, learner_id=learner_id, action=action, lock=lock)[0]


def relation_to(session: Session, *, deck_id: int, learner_id: int | None) -> Relation:
    """What this learner is to a deck; raises NotFound where it may not even be read."""
    found = _DECK.where(Deck.id == deck_id, Deck.id.not_in(REMOVED))
    return related_deck(session, found, learner_id=learner_id, action=Action.READ)[1]


def group_for(session: Session, action: GroupAction, *, group_id: int, learner_id: int | None) -> tuple[Group, Role]:
    """The group and the learner's role in it; raises NotFound for everybody outside."""
    mine = _GROUP.where(Group.id == group_id, Membership.learner_id == learner_id)
    found = session.execute(mine).one_or_none()
    if found is None:
        raise NotFound("there is no such group")
    group, role = found
    require(action, Role(role))
    return group, Role(role)


def related_deck(
    session: Session,
    found: Select[Deck, str],
    *,
    learner_id: int | None,
    action: Action,
    lock: bool = False,
) -> tuple[Deck, Relation]:
    """The one deck that a statement finds, and what this learner is to it; raises NotFound unless allowed."""
    statement = found.with_for_update(of=Deck) if lock else found
    row = session.execute(statement, {"learner": learner_id}).one_or_none()
    if row is None:
        raise NotFound("there is no such deck")
    deck, word = row
    require(action, Relation(word))
    return deck, Relation(word)
