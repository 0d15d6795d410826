"""Study groups: one function for each thing that people do with one. What they return stands in `core.groups`."""

from quizzes.services.groups.inviting import Made, NoWay, WayIn, invite, join, preview, revoke
from quizzes.services.groups.looking import mine, show
from quizzes.services.groups.making import create, delete, rename, set_leaderboard
from quizzes.services.groups.members import (
    LastOwner,
    hand_over,
    leave,
    leave_all,
    remove,
    set_progress,
    set_ranked,
    set_role,
)
from quizzes.services.groups.naming import take_name
from quizzes.services.groups.progress import progress

__all__ = [
    "LastOwner",
    "Made",
    "NoWay",
    "WayIn",
    "create",
    "delete",
    "hand_over",
    "invite",
    "join",
    "leave",
    "leave_all",
    "mine",
    "preview",
    "progress",
    "remove",
    "rename",
    "revoke",
    "set_leaderboard",
    "set_progress",
    "set_ranked",
    "set_role",
    "show",
    "take_name",
]
