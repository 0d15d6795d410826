"""Names that people give themselves and their groups, and addresses of e-mail: cleaned, or refused with what to do."""

import re
import unicodedata

LONGEST_NAME = 60
LONGEST_EMAIL = 254

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that nobody sees, or that change how the rest is read."""
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0]")
_MARKS_IN_A_ROW = 3
_EMAIL = re.compile(r"[^\s@<>(),:;\"\\\[\]]{1,64}@[^\s@<>(),:;\"\\\[\]]+")


class BadName(ValueError):
    """A name that cannot be used; the message says why and what to do."""


class BadEmail(ValueError):
    """Not an address that mail can be sent to."""


def clean_name(text: str) -> str:
    """The name with one width of letters (NFKC) and single spaces, 1 to 60 characters; raises BadName."""
    # Looked at before anything that takes longer for a longer text.
    if len(text) > 10 * LONGEST_NAME:
        raise BadName(f"a name has at most {LONGEST_NAME} characters")
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    if not name:
        raise BadName("write a name")
    if len(name) > LONGEST_NAME:
        raise BadName(f"a name has at most {LONGEST_NAME} characters; this one has {len(name)}")
    if _BLANK.search(name) or any(unicodedata.category(letter) in _UNSEEN for letter in name):
        raise BadName("this name has a character that cannot be seen; type it anew")
    if not any(unicodedata.category(letter)[0] in "LNS" for letter in name) or _piled(name):
        raise BadName("write a name with letters or digits")
    return name


def name_key(name: str) -> str:
    """A name as it is compared: two people cannot be told apart by case or width alone."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def clean_email(text: str) -> str:
    """The address in small letters; raises BadEmail. Whether it takes mail, only a mail can tell."""
    address = text.strip().lower()
    if len(address) > LONGEST_EMAIL or not _EMAIL.fullmatch(address):
        raise BadEmail("write an address like mara@example.org")
    if any(unicodedata.category(letter) in _UNSEEN for letter in address):
        raise BadEmail("this address has a character that cannot be seen; type it anew")
    return address


def _piled(name: str) -> bool:
    """Whether so many marks stand on one letter that they would cover the lines around it."""
    row = 0
    for letter in unicodedata.normalize("NFD", name):
        row = row + 1 if unicodedata.category(letter)[0] == "M" else 0
        if row > _MARKS_IN_A_ROW:
            return True
    return False
