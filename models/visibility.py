"""Which decks a person may see: the only place that says so in SQL; what each may do is in `core.access`."""

from sqlalchemy import ColumnElement, CompoundSelect, case, null, or_, select, union
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import SQLCoreOperations

from models.accounts import Learner
from models.decks import Deck
from models.groups import GroupDeck, Membership
from models.removals import REMOVED
from models.study import Enrollment
from quizzes.core.access import Action, Relation, Role, Visibility, allows

_EDITING = [role.value for role in Role if role is not Role.MEMBER]
_FOUND = [Visibility.PUBLIC.value, Visibility.UNLISTED.value]
_STUDYING = [relation.value for relation in Relation if allows(Action.STUDY, relation)]
_HEARING = [relation.value for relation in Relation if allows(Action.SEE_REMARKS, relation)]


def relation(me: ColumnElement[int]) -> ColumnElement[str]:
    """What this learner (NULL: a visitor) is to the Deck at hand, as the value of a Relation.

    Whoever joined an unlisted deck knew its link, and needs it no more.
    """
    mine = (
        select(GroupDeck.deck_id)
        .join(Membership, Membership.group_id == GroupDeck.group_id)
        .where(GroupDeck.deck_id == Deck.id, Membership.learner_id == me)
        .correlate(Deck)
    )
    joined = select(Enrollment.deck_id).where(Enrollment.learner_id == me, Enrollment.deck_id == Deck.id)
    return case(
        (Deck.owner_id.is_(None) & _keeps(me), Relation.KEEPER.value),
        # Before the groups, so that no group's editor may change what is the server's.
        (Deck.owner_id.is_(None), Relation.SERVER.value),
        (Deck.owner_id == me, Relation.OWNER.value),
        (mine.where(Membership.role.in_(_EDITING)).exists(), Relation.EDITOR.value),
        (mine.exists(), Relation.MEMBER.value),
        (Deck.visibility == Visibility.PUBLIC.value, Relation.PUBLIC.value),
        (
            (Deck.visibility == Visibility.UNLISTED.value) & joined.correlate(Deck).exists(),
            Relation.PUBLIC.value,
        ),
        else_=Relation.NONE.value,
    )


def studyable(me: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the Deck at hand is there and this learner may study it: for statements about a single deck."""
    return Deck.id.not_in(REMOVED) & relation(me).in_(_STUDYING)


def authored(me: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the Deck at hand is there and this learner may read what is said of it."""
    # Found by seeks, then asked: a condition alone would walk through everybody's decks.
    found = union(
        select(Deck.id).where(Deck.owner_id == me),
        select(GroupDeck.deck_id)
        .join(Membership, Membership.group_id == GroupDeck.group_id)
        .where(Membership.learner_id == me, Membership.role.in_(_EDITING)),
        select(Deck.id).where(Deck.owner_id.is_(None), _keeps(me)),
    )
    return Deck.id.in_(found) & Deck.id.not_in(REMOVED) & relation(me).in_(_HEARING)


def known_name(me: ColumnElement[int]) -> ColumnElement[str | None]:
    """The name of the Learner at hand, if this learner may know it: one's own, the Deck's owner, fellows of a group."""
    mine, theirs = aliased(Membership), aliased(Membership)
    fellows = (
        select(mine.group_id)
        .join(theirs, theirs.group_id == mine.group_id)
        .where(mine.learner_id == me, theirs.learner_id == Learner.id)
        .correlate(Learner)
    )
    known = or_(Learner.id == Deck.owner_id, Learner.id == me, fellows.exists())
    return case((known, Learner.name), else_=null())


def at_hand(
    me: ColumnElement[int], *, deck: SQLCoreOperations[int] = Deck.id, left: bool = False
) -> ColumnElement[bool]:
    """Whether the deck of this id is among those that a learner finds on Today.

    They are the server's, the learner's own, those of the learner's groups, and what else the learner studies; with
    `left`, also what the learner studied once and could take up again.
    """
    return deck.in_(_decks(me, left=left)) & deck.not_in(REMOVED)


def _keeps(me: ColumnElement[int]) -> ColumnElement[bool]:
    return select(Learner.id).where(Learner.id == me, Learner.owns_server).correlate(None).exists()


def _decks(me: ColumnElement[int], *, left: bool) -> CompoundSelect[int]:
    # A union of seeks: one condition with OR in it would walk through everybody's decks.
    studied = (
        select(Deck.id)
        .join(Enrollment, Enrollment.deck_id == Deck.id)
        .where(Enrollment.learner_id == me, Deck.visibility.in_(_FOUND))
    )
    return union(
        select(Deck.id).where(Deck.owner_id.is_(None)),
        select(Deck.id).where(Deck.owner_id == me),
        select(GroupDeck.deck_id)
        .join(Membership, Membership.group_id == GroupDeck.group_id)
        .where(Membership.learner_id == me),
        studied if left else studied.where(Enrollment.left_at.is_(None)),
    )
