"""Who may do what: one table, asked by every service; pages and templates decide nothing."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import overload


class Relation(Enum):
    """What a person is to a deck and its path, the closest that holds."""

    OWNER = "owner"
    EDITOR = "editor"
    """An editor or more in a group that it is shared with."""
    MEMBER = "member"
    SERVER = "server"
    """It is the server's: everybody studies it, every group may take it up, the command line alone changes it."""
    KEEPER = "keeper"
    """It is the server's, and so is this person: what learners say of it is theirs to read."""
    PUBLIC = "public"
    """Public on this server, or unlisted and found by its link."""
    NONE = "none"


class Visibility(Enum):
    """Who finds a deck, groups aside."""

    PRIVATE = "private"
    UNLISTED = "unlisted"
    PUBLIC = "public"


class Role(Enum):
    """What a person is in a group, from the most to the least."""

    OWNER = "owner"
    MAINTAINER = "maintainer"
    EDITOR = "editor"
    MEMBER = "member"

    def outranks(self, other: "Role") -> bool:
        """Whether this is more than the other."""
        return _RANKS.index(self) < _RANKS.index(other)


class Keeper(Enum):
    """What a person is to the server."""

    OWNER = "owner"
    GUEST = "guest"


class Action(Enum):
    """What may be done with a deck and its path."""

    READ = "read"
    STUDY = "study"
    COMMENT = "comment"
    FLAG = "flag"
    PUBLISH = "publish"
    SEE_REMARKS = "see remarks"
    OFFER = "offer to a group"
    SHARE = "share"
    RENAME = "rename"
    DELETE = "delete"


class GroupAction(Enum):
    """What may be done with a group; REMOVE and INVITE reach only roles below one's own."""

    SEE = "see"
    LEAVE = "leave"
    OPEN_ROUND = "open a round"
    SHARE_DECK = "share a deck"
    UNSHARE = "unshare a deck"
    INVITE = "invite"
    CHANGE = "change"
    REMOVE = "remove a member"
    SET_ROLE = "set a role"
    HAND_OVER = "hand over"
    DELETE = "delete"


class ServerAction(Enum):
    """What may be done with the server from a browser."""

    ADMIN = "admin"


class NotFound(LookupError):
    """The thing is not there, or not for this person: the two look alike from outside."""


_RANKS = tuple(Role)
_READERS = frozenset(Relation) - {Relation.NONE}
_EDITORS = frozenset({Relation.OWNER, Relation.EDITOR})
_OWNER = frozenset({Relation.OWNER})

_IN_GROUP = frozenset(Role)
_SHARING = frozenset({Role.OWNER, Role.MAINTAINER, Role.EDITOR})
_KEEPING = frozenset({Role.OWNER, Role.MAINTAINER})

AnyAction = Action | GroupAction | ServerAction
Standing = Relation | Role | Keeper

PERMISSIONS: Mapping[AnyAction, frozenset[Relation] | frozenset[Role] | frozenset[Keeper]] = MappingProxyType(
    {
        Action.READ: _READERS,
        Action.STUDY: _READERS,
        Action.COMMENT: _READERS,
        Action.FLAG: _READERS,
        Action.PUBLISH: _EDITORS,
        Action.SEE_REMARKS: _EDITORS | {Relation.KEEPER},
        Action.OFFER: frozenset({Relation.OWNER, Relation.SERVER, Relation.KEEPER}),
        Action.SHARE: _OWNER,
        Action.RENAME: _OWNER,
        Action.DELETE: _OWNER,
        GroupAction.SEE: _IN_GROUP,
        GroupAction.LEAVE: _IN_GROUP,
        GroupAction.OPEN_ROUND: _IN_GROUP,
        GroupAction.SHARE_DECK: _SHARING,
        GroupAction.UNSHARE: _KEEPING,
        GroupAction.INVITE: _KEEPING,
        GroupAction.CHANGE: _KEEPING,
        GroupAction.REMOVE: _KEEPING,
        GroupAction.SET_ROLE: frozenset({Role.OWNER}),
        GroupAction.HAND_OVER: frozenset({Role.OWNER}),
        GroupAction.DELETE: frozenset({Role.OWNER}),
        ServerAction.ADMIN: frozenset({Keeper.OWNER}),
    }
)
"""Every action with those who may; who is not named may not."""


@overload
def allows(action: Action, who: Relation) -> bool: ...
@overload
def allows(action: GroupAction, who: Role | None) -> bool: ...
@overload
def allows(action: ServerAction, who: Keeper) -> bool: ...
def allows(action: AnyAction, who: Standing | None) -> bool:
    """Whether somebody who stands so to the thing may; None is a person outside the group."""
    return who in PERMISSIONS[action]


@overload
def require(action: Action, who: Relation) -> None: ...
@overload
def require(action: GroupAction, who: Role | None) -> None: ...
@overload
def require(action: ServerAction, who: Keeper) -> None: ...
def require(action: AnyAction, who: Standing | None) -> None:
    """Raises NotFound unless `allows` says yes."""
    if who not in PERMISSIONS[action]:
        raise NotFound("there is no such thing here")


def relation_of_private(*, owner_id: int, learner_id: int | None) -> Relation:
    """What a person is to something that is never shared, as a draft."""
    return Relation.OWNER if owner_id == learner_id else Relation.NONE
