"""Comparing what was typed with what was expected."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from rapidfuzz.distance import OSA

from quizzes.core.grading.numbers import quantity
from quizzes.core.questions import Matching
from quizzes.core.text import bare, fold, is_code, tidy

LETTERS_PER_EDIT = 8
"""So many letters of the expected answer forgive one wrong letter."""

_HALF = Fraction(1, 2)
# Pods, classes and policies, but not a class, a bus, an analysis or a lens of three letters.
_PLURAL = re.compile(r"(?<=[a-z]{2})(?:(?P<ies>ies)|(?<=[sxz])es|(?<=[cs]h)es|(?<=[^siu])s)\W*$")
_SPLIT = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How close a text came to `expected`, the accepted answer nearest to it."""

    score: Fraction
    near: bool
    expected: str
    respelled: bool = False


def compare(given: str, accepted: Iterable[str], *, match: Matching) -> Comparison:
    """The best comparison of a text with any accepted answer; the first one stands when none is close."""
    compared = (_COMPARE[match](given, expected) for expected in accepted)
    return max(compared, key=lambda comparison: (comparison.score, comparison.near))


def same(given: str, expected: str, *, match: Matching) -> bool:
    """Whether two texts are equal without any edit: how an author's expected mistake is recognised."""
    if match is Matching.NUMBER:
        return _number(given, expected).score == 1
    if match is Matching.EXACT:
        return _exactly(given) == _exactly(expected)
    key = _code_key if is_code(expected) else fold
    return key(given) == key(expected)


def _words(given: str, expected: str) -> Comparison:
    if is_code(expected):
        return _code(given, expected)
    left, right = fold(given), fold(expected)
    if _singular(given) == _singular(expected):
        return _right(given, expected)
    # A digit in place of a letter is no slip of the finger.
    allowed = 0 if any(map(str.isdigit, left)) else len(right) // LETTERS_PER_EDIT
    edits = OSA.distance(left, right, score_cutoff=allowed + 1)
    # Another first letter may be another word: synchronous and asynchronous are one edit apart.
    if edits == 0 or (edits <= allowed and left[:1] == right[:1]):
        return _right(given, expected)
    return _missed(expected, near=edits <= allowed + 1 and _mostly_there(edits, right))


def _singular(text: str) -> str:
    """What is left of a text when singular and plural do not count either; short names such as DNS stay whole."""
    words = (word for word in tidy(text).replace("-", " ").split())
    return "".join(fold(word if word.isupper() else _PLURAL.sub(_one, word.casefold())) for word in words)


def _one(plural: re.Match[str]) -> str:
    return "y" if plural["ies"] else ""


def _code(given: str, expected: str) -> Comparison:
    if "`" not in expected and _measures(given, expected):
        return _right(given, expected)
    left, right = _code_key(given), _code_key(expected)
    # Whoever put backticks around an answer means every capital letter.
    if "`" not in expected:
        left, right = left.casefold(), right.casefold()
    return _strict(given, expected, left=left, right=right)


def _measures(given: str, expected: str) -> bool:
    """Whether both are the same number with the same unit: 10s, 10 s and 10 seconds are one answer."""
    left, right = quantity(given), quantity(expected)
    return left is not None and right is not None and left.measures(right)


def _exact(given: str, expected: str) -> Comparison:
    return _strict(given, expected, left=_exactly(given), right=_exactly(expected))


def _strict(given: str, expected: str, *, left: str, right: str) -> Comparison:
    if left == right:
        return _right(given, expected)
    # A wrong digit is another number, never a slip.
    digits = re.findall(r"\d", left) == re.findall(r"\d", right)
    return _missed(expected, near=digits and OSA.distance(left, right) == 1 and _mostly_there(1, right))


def _number(given: str, expected: str) -> Comparison:
    left, right = quantity(given), quantity(expected)
    if left is None or right is None:
        return (
            _right(given, expected)
            if _code_key(given).casefold() == _code_key(expected).casefold()
            else _missed(expected)
        )
    return _right(given, expected) if left.equals(right) else _missed(expected)


def _set(given: str, expected: str) -> Comparison:
    wanted = _members(expected)
    offered = _members(given)
    if len(offered) == 1 and not any(" " in member for member in wanted):
        offered = offered[0].split()
    left = list(wanted)
    for member in offered:
        hit = next((want for want in left if _words(member, want).score == 1), None)
        if hit is not None:
            left.remove(hit)
    right = len(wanted) - len(left)
    score = max(Fraction(0), Fraction(right - (len(offered) - right), len(wanted)))
    if score == 1:
        return _right(", ".join(sorted(map(tidy, offered))), ", ".join(sorted(wanted)), shown=expected)
    return Comparison(score=score, near=score > 0, expected=expected)


_COMPARE: dict[Matching, Callable[[str, str], Comparison]] = {
    Matching.WORDS: _words,
    Matching.EXACT: _exact,
    Matching.NUMBER: _number,
    Matching.SET: _set,
}


def _right(given: str, expected: str, *, shown: str | None = None) -> Comparison:
    respelled = bare(tidy(given)) != bare(tidy(expected))
    return Comparison(score=Fraction(1), near=False, expected=shown or expected, respelled=respelled)


def _missed(expected: str, *, near: bool = False) -> Comparison:
    return Comparison(score=_HALF if near else Fraction(0), near=near, expected=expected)


def _mostly_there(edits: int, right: str) -> bool:
    """Half of a short word changed is another word: an A record is not nearly an MX record."""
    return 2 * edits < len(right)


def _members(text: str) -> list[str]:
    members = dict.fromkeys(tidy(member) for member in _SPLIT.split(text[:4000]) if member.strip())
    return list(members) or [tidy(text)]


def _code_key(text: str) -> str:
    return tidy(bare(text.strip()))


def _exactly(text: str) -> str:
    # Exact means exact in what is seen: the end of a line and the spaces around a text are not.
    return bare(text.replace("\r\n", "\n").strip())[:4000]
