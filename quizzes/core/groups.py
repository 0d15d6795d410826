"""A study group as its pages show it: who is in it, what it studies, how to come in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quizzes.core.access import GroupAction, Role, allows


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A group that a learner is in."""

    group_id: int
    name: str
    role: Role
    members: int
    decks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a group; `removable` says whether whoever looks may take them out."""

    learner_id: int
    name: str
    role: Role
    me: bool
    removable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDeck:
    """A deck of a group: what it asks of whoever looks, and the flags that wait, for those who may edit it."""

    deck_id: int
    title: str
    path_id: int | None
    shared_by: str
    due: int
    flags: int
    editable: bool
    removable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A deck that whoever looks may share with the group."""

    deck_id: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An open way in; the words and the link themselves are told only once. Without a limit `uses_left` is None."""

    invite_id: int
    role: Role
    by: str
    expires_at: datetime | None
    uses_left: int | None
    revocable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What several people did this week: how many they are, their days of study and their answers."""

    people: int
    days: int
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPage:
    """A group for one of its members; `week` is None where it would tell of single people."""

    group_id: int
    name: str
    role: Role
    members: Sequence[Member]
    decks: Sequence[GroupDeck]
    offers: Sequence[Offer]
    invitations: Sequence[Invitation]
    week: Together | None

    def may(self, action: str) -> bool:
        """Whether the member may do what the action's name says."""
        return allows(GroupAction[action], self.role)

    @property
    def invitable(self) -> Sequence[Role]:
        """The roles that the member may give with an invitation, the least first."""
        return tuple(role for role in reversed(Role) if self.may("INVITE") and self.role.outranks(role))


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an invitation leads to; `inside` says that whoever looks is in already."""

    group_id: int
    name: str
    by: str
    role: Role
    members: int
    decks: Sequence[str]
    inside: bool
