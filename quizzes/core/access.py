"""Who may do what: the one place where it is decided; services ask it, pages and templates never do."""

from enum import StrEnum


class Action(StrEnum):
    """What may be done with a path or a deck."""

    READ = "read"
    STUDY = "study"
    PUBLISH = "publish"


class NotFound(LookupError):
    """The thing is not there, or not for this person: the two look alike from outside."""


_EVERYBODYS = frozenset({Action.READ, Action.STUDY})


def allows(action: Action, *, owner_id: int | None, learner_id: int | None) -> bool:
    """Whether this learner (None: a visitor) may; what has no owner belongs to the server and is public.

    Only the command line changes what belongs to the server, and it asks nobody.
    """
    if owner_id is None:
        return action in _EVERYBODYS
    return owner_id == learner_id


def require(action: Action, *, owner_id: int | None, learner_id: int | None) -> None:
    """Raises NotFound unless `allows` says yes."""
    if not allows(action, owner_id=owner_id, learner_id=learner_id):
        raise NotFound("there is no such path or deck here")
