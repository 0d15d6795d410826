"""What a password must be: long enough and not one that everybody tries first. No rules of composition."""

import unicodedata

from quizzes.core.common_passwords import COMMON
from quizzes.core.names import name_key

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 1_000

_LONGEST_MONOTONE = 20
"""So many of the same one or two letters are still a guess; more are somebody's choice."""


class BadPassword(ValueError):
    """A password that cannot be used; the message says why and what to do."""


def normal_password(text: str) -> str:
    """A password as it is hashed: the same on keyboards that compose letters differently (NFKC); raises BadPassword."""
    if len(text) > LONGEST_PASSWORD:
        raise BadPassword(f"a password has at most {LONGEST_PASSWORD:,} characters")
    return unicodedata.normalize("NFKC", text)


def check_password(text: str, *, name: str) -> str:
    """The password as it is hashed; raises BadPassword where it is too short or among the first that are guessed."""
    password = normal_password(text)
    if len(password) < SHORTEST_PASSWORD:
        raise BadPassword(f"take at least {SHORTEST_PASSWORD} characters; a few words are easy to keep in mind")
    known = password.casefold()
    if known in COMMON or (len(set(known)) < 3 and len(known) <= _LONGEST_MONOTONE):
        raise BadPassword("this is one of the passwords that are tried first; take a few words of your own")
    if name and known in (name_key(name), name_key(name).replace(" ", "")):
        raise BadPassword("this is your name; take something that others do not know")
    return password
