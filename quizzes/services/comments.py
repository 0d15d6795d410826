"""Comments under questions: for those who answered, by members of a group that has the deck, or by all who study it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.base import AnyRow, AnySelect, Id
from models.decks import Deck, Question
from models.groups import Comment, Group, GroupDeck, Membership
from models.removals import REMOVED
from models.study import Review
from models.visibility import relation
from quizzes.core import comments
from quizzes.core.access import Action, GroupAction, NotFound, Relation, Role, Visibility, allows, require
from quizzes.core.comments import MOST_COMMENT, Audience, Talk
from quizzes.core.remarks import fitting
from quizzes.core.scheduling.card import ANSWERS

MOST_SHOWN = 200
"""Comments under a question that are shown, the latest."""
EVERYBODY = "Everybody who studies this deck"

_ME = bindparam("learner", type_=Id)
_QUESTION = bindparam("question", type_=Id)
_ANSWERED = (
    select(Review.seq)
    .where(Review.learner_id == _ME, Review.question_id == _QUESTION, Review.kind.in_(ANSWERS))
    .correlate(None)
    .exists()
)
_ASKED = (
    select(
        Question.deck_id,
        Deck.owner_id,
        Deck.visibility,
        relation(_ME).label("relation"),
        Learner.name,
        Learner.owns_server,
        _ANSWERED.label("answered"),
    )
    .join(Deck, Deck.id == Question.deck_id)
    .join(Learner, Learner.id == _ME)
    .where(Question.id == _QUESTION, Deck.id.not_in(REMOVED))
)
_GROUPS: AnySelect = (
    select(Group.id, Group.name, Membership.role)
    .join(Membership, Membership.group_id == Group.id)
    .join(GroupDeck, GroupDeck.group_id == Group.id)
    .where(Membership.learner_id == _ME, GroupDeck.deck_id == bindparam("deck", type_=Id))
    .order_by(Membership.joined_at, Group.id)
)
_MY_GROUPS = (
    select(GroupDeck.group_id)
    .join(Membership, Membership.group_id == GroupDeck.group_id)
    .join(Question, Question.deck_id == GroupDeck.deck_id)
    .where(Question.id == _QUESTION, Membership.learner_id == _ME)
)
_HEARD = (
    select(Comment.id)
    .where(Comment.question_id == _QUESTION, Comment.removed_at.is_(None))
    .where(or_(Comment.group_id.is_(None), Comment.group_id.in_(_MY_GROUPS)))
    .limit(MOST_SHOWN)
)
_COUNT = select(func.count()).select_from(_HEARD.subquery())


def under(session: Session, *, question_id: int, learner_id: int) -> Talk:
    """The comments that a learner may read under a question, none before an answer; raises NotFound."""
    about = _about(session, question_id=question_id, learner_id=learner_id)
    if not about.answered:
        return Talk(question_id=question_id, answered=False, named=bool(about.name), comments=(), audiences=())
    groups = session.execute(_GROUPS, {"learner": learner_id, "deck": about.deck_id}).all()
    roles = {row.id: Role(row.role) for row in groups}
    latest = _readable(question_id, roles).order_by(Comment.id.desc()).limit(MOST_SHOWN)
    return Talk(
        question_id=question_id,
        answered=True,
        named=bool(about.name),
        comments=tuple(
            _comment(row, about, roles=roles, learner_id=learner_id) for row in reversed(session.execute(latest).all())
        ),
        audiences=tuple(_audiences(about, groups)),
    )


def count(session: Session, *, question_id: int, learner_id: int) -> int:
    """How many comments `under` would show to somebody who has just answered."""
    return session.scalar(_COUNT, {"learner": learner_id, "question": question_id}) or 0


def write(
    session: Session, *, question_id: int, learner_id: int, group_id: int | None, text: str, now: datetime
) -> int:
    """Says something to a group or to everybody who studies the deck, and returns the comment's id.

    Raises TooLong, ValueError for no words at all, and NotFound before the learner has answered, without a name, or for
    an audience that is not offered.
    """
    said = fitting(text, most=MOST_COMMENT)
    if not said:
        raise ValueError("write something first")
    about = _about(session, question_id=question_id, learner_id=learner_id)
    groups = session.execute(_GROUPS, {"learner": learner_id, "deck": about.deck_id}).all()
    offered = [audience.group_id for audience in _audiences(about, groups)]
    if not (about.answered and about.name and group_id in offered):
        raise NotFound("nobody would hear this here")
    row = Comment(question_id=question_id, learner_id=learner_id, group_id=group_id, text=said, created_at=now)
    session.add(row)
    session.flush()
    return row.id


def remove(session: Session, *, comment_id: int, learner_id: int, now: datetime) -> int:
    """Takes a comment away with its words and returns its question; raises NotFound.

    One's own, those of a group that one keeps, and those under a deck of one's own; on the server's decks its owner.
    """
    row = session.get(Comment, comment_id, with_for_update=True)
    if row is None or row.removed_at is not None:
        raise NotFound("there is no such comment")
    if row.learner_id != learner_id:
        about = _about(session, question_id=row.question_id, learner_id=learner_id)
        groups = session.execute(_GROUPS, {"learner": learner_id, "deck": about.deck_id}).all()
        roles = {group.id: Role(group.role) for group in groups}
        if (row.group_id is not None and row.group_id not in roles) or not _keeps(about, roles.get(row.group_id or 0)):
            raise NotFound("there is no such comment")
    row.text, row.removed_at = "", now
    session.flush()
    return row.question_id


def _about(session: Session, *, question_id: int, learner_id: int) -> AnyRow:
    row = session.execute(_ASKED, {"question": question_id, "learner": learner_id}).one_or_none()
    if row is None:
        raise NotFound("there is no such question")
    require(Action.COMMENT, Relation(row.relation))
    return row


def _readable(question_id: int, roles: dict[int, Role]) -> AnySelect:
    return (
        select(
            Comment.id,
            Comment.text,
            Learner.name,
            Group.name.label("group_name"),
            Comment.created_at,
            Comment.learner_id,
            Comment.group_id,
        )
        .join(Learner, Learner.id == Comment.learner_id)
        .outerjoin(Group, Group.id == Comment.group_id)
        .where(Comment.question_id == question_id, Comment.removed_at.is_(None), _heard_in(list(roles)))
    )


def _heard_in(group_ids: list[int]) -> ColumnElement[bool]:
    return or_(Comment.group_id.is_(None), Comment.group_id.in_(group_ids))


def _audiences(about: AnyRow, groups: Sequence[AnyRow]) -> list[Audience]:
    found = [Audience(group_id=row.id, name=row.name) for row in groups]
    if about.owner_id is None or Visibility(about.visibility) is not Visibility.PRIVATE or not found:
        found.append(Audience(group_id=None, name=EVERYBODY))
    return found


def _comment(row: AnyRow, about: AnyRow, *, roles: dict[int, Role], learner_id: int) -> comments.Comment:
    mine = row.learner_id == learner_id
    return comments.Comment(
        comment_id=row.id,
        name=row.name or "Somebody",
        audience=row.group_name or "",
        text=row.text,
        created_at=row.created_at,
        mine=mine,
        removable=mine or _keeps(about, roles.get(row.group_id or 0)),
    )


def _keeps(about: AnyRow, role: Role | None) -> bool:
    """Whether somebody may take others' words away: who keeps the group, the deck, or the server and its decks."""
    server = about.owner_id is None and about.owns_server
    return server or allows(Action.DELETE, Relation(about.relation)) or allows(GroupAction.CHANGE, role)
