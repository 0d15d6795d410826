"""Passwords hashed with Argon2id; a password that nobody has costs as much as a wrong one."""

from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerifyMismatchError

# 19 MiB and two passes: the least that is advised for Argon2id, since every worker thread may hash at once.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1, type=Type.ID)


def hash_password(password: str) -> str:
    """What is stored in place of the password."""
    return _HASHER.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether this is the password; computes one hash whatever is stored, so that time tells nothing."""
    try:
        return _HASHER.verify(stored or _nobodys(), password) and stored is not None
    except (InvalidHashError, VerifyMismatchError):
        return False


def prepare() -> None:
    """Makes nobody's hash ahead, so that the first unknown name costs no more than the next."""
    _nobodys()


@cache
def _nobodys() -> str:
    return _HASHER.hash("a password that nobody has")
