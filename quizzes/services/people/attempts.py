"""Guessing slowed down: failed tries are counted in the database, for every worker and across restarts."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import case, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.base import table_of
from models.credentials import Attempt
from quizzes.core.names import name_key

WINDOW = timedelta(minutes=15)
TRIES_PER_NAME = 10
TRIES_PER_ADDRESS = 100

_TABLE = table_of(Attempt)


class TooManyTries(Exception):
    """More failed tries than a person needs; `minutes` says when the next one counts."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"too many tries; wait {minutes} minutes")
        self.minutes = minutes


def spend(session: Session, *, name: str | None, address: str, now: datetime) -> None:
    """Counts a try before it is made, so that many at once are not more; raises TooManyTries.

    Without a name only the address counts.

    Commit it before the password is looked at, and call `forgive` when it was right.
    """
    for key, most in _keys(name, address).items():
        started, count = _count(session, key, now=now)
        if count > most:
            raise TooManyTries(max(1, -(-(started + WINDOW - now) // timedelta(minutes=1))))


def forgive(session: Session, *, name: str, address: str) -> None:
    """Takes back what `spend` counted for a try that was right, and every failed one under this name."""
    by_address, by_name = _keys(name, address)
    session.execute(delete(Attempt).where(Attempt.key == by_name))
    found = session.get(Attempt, by_address, with_for_update=True)
    if found and found.count > 0:
        found.count -= 1
    session.flush()


def link_for(wanted: str) -> str:
    """What asking for a link to a new password is counted under, beside the address."""
    return f"link for {wanted}"


def mail_to(email: str) -> str:
    """What a mail that confirms this address is counted under."""
    return f"mail to {email}"


def forget(session: Session, *, name: str, email: str | None) -> None:
    """Removes what was counted for an account that goes."""
    said = [name, link_for(name), *((email, link_for(email), mail_to(email)) if email else ())]
    session.execute(delete(Attempt).where(Attempt.key.in_(map(_name_key, said))))


def forget_old(session: Session, *, now: datetime) -> None:
    """Removes what no longer slows anybody down."""
    session.execute(delete(Attempt).where(Attempt.window_start <= now - WINDOW))


def _count(session: Session, key: str, *, now: datetime) -> tuple[datetime, int]:
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    over = _TABLE.c.window_start <= now - WINDOW
    counted = (
        insert(_TABLE)
        .values(key=key, window_start=now, count=1)
        .on_conflict_do_update(
            index_elements=[_TABLE.c.key],
            set_={
                "count": case((over, 1), else_=_TABLE.c.count + 1),
                "window_start": case((over, now), else_=_TABLE.c.window_start),
            },
        )
        .returning(_TABLE.c.window_start, _TABLE.c.count)
    )
    started, count = session.execute(counted).one()
    return started, count


def _keys(name: str | None, address: str) -> Mapping[str, int]:
    keys = {f"address:{address}": TRIES_PER_ADDRESS}
    if name is not None:
        keys[_name_key(name)] = TRIES_PER_NAME
    return keys


def _name_key(name: str) -> str:
    """Whatever length a name has, the key is short."""
    return f"name:{sha256(name_key(name).encode('utf-8', 'replace')).hexdigest()}"
