"""How far two wordings differ: not at all, in words alone, or in what they mean."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from rapidfuzz.distance import OSA

from quizzes.core.generation.prints import plainly
from quizzes.core.generation.words import atoms, content_words
from quizzes.core.paths.inline import unmarked


class Change(Enum):
    """The weight of a difference, from none to another text altogether."""

    NONE = auto()
    WORDS = auto()
    MEANING = auto()
    ALL = auto()


@dataclass(frozen=True, slots=True)
class Difference:
    """A weight with the reason for it, in words for the author."""

    change: Change
    reason: str = ""


SAME_CONTENT = 0.5
"""The share of words that carry meaning which two wordings of one thing have in common."""
SAME_SHORT_CONTENT = 0.6
"""The same in a text of a few words: of two words, neither may be another one."""

_CODE = re.compile(r"`+([^`]+)`+")
_WORD = re.compile(r"[<>≤≥~±$€£]?[^\W_](?:[\w.,:/_+#%&@*=’'-]*[\w+#%])?")
_SENTENCE_END = re.compile(r"[.!?:][\"')]*\s+$|[\"“(]$")
_NOT = frozenset(
    "not no never none nor neither without cannot nothing nobody except unless hardly illegitimate".split()
)
_OPPOSITES = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "more/less more/fewer most/least always/never before/after above/below over/under first/last minimum/maximum"
        " min/max increase/decrease increases/decreases higher/lower highest/lowest high/low larger/smaller"
        " faster/slower push/pull pushes/pulls allow/deny allows/denies inbound/outbound upper/lower longest/shortest"
        " start/stop open/closed early/late inside/outside internal/external good/bad true/false yes/no all/none"
        " with/without legitimate/illegitimate automatic/manual automatic/optional mandatory/optional"
        " required/optional all/some"
    ).split()
)
_NEGATING = ("un", "in", "im", "il", "ir", "non", "non-", "dis", "a", "anti", "de")
_COUNTS = frozenset(
    "two three four five six seven eight nine ten eleven twelve twenty hundred thousand million dozen half twice double"
    " triple third quarter hourly daily weekly monthly yearly seconds minutes hours days weeks months years".split()
)
_SHORT = 6
_MOST_WORDS = 400
_TYPO_LETTERS = 4
_TWO_TYPO_LETTERS = 8


def difference(old: str, new: str, *, names: bool = True) -> Difference:
    """The first of the checks that finds a difference of meaning decides, else how many words are the same.

    Without `names`, another name may stand for the same thing.
    """
    if plainly(unmarked(old)) == plainly(unmarked(new)):
        return Difference(Change.NONE)
    gone, come = _leftovers(_words(old), _words(new))
    reason = _code(old, new) or _numbers(gone, come) or _negation(gone, come)
    if names and not reason:
        reason = _names(old, new, gone, come)
    if reason:
        return Difference(Change.MEANING, reason)
    if not gone and not come:
        return Difference(Change.NONE if _in_order(old, new) else Change.WORDS)
    lost = _lost_members(old, new)
    if lost:
        return Difference(Change.MEANING, f"listed: {lost}")
    short = names and max(len(_words(old)), len(_words(new))) <= _SHORT
    same = _share(old, new) >= (SAME_SHORT_CONTENT if short else SAME_CONTENT)
    return Difference(Change.WORDS) if same else Difference(Change.ALL, "another text")


def _words(text: str) -> list[str]:
    return [_tidied(word) for word in _WORD.findall(unmarked(_CODE.sub(" ", text)))][:_MOST_WORDS]


def _tidied(word: str) -> str:
    return plainly(word).strip("'*-")


def _leftovers(old: list[str], new: list[str]) -> tuple[Counter[str], Counter[str]]:
    """The words of either text that the other lacks, misspellings apart."""
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    for word in list(gone):
        meant = next((other for other in come if come[other] and _is_typo(word, other)), None)
        if meant is not None:
            both = min(gone[word], come[meant])
            gone[word] -= both
            come[meant] -= both
    return +gone, +come


def _is_typo(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    if shorter < _TYPO_LETTERS or not (one + other).replace("-", "").isalpha() or _negates(one, other):
        return False
    allowed = 2 if shorter >= _TWO_TYPO_LETTERS else 1
    return frozenset((one, other)) not in _OPPOSITES and OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _negates(one: str, other: str) -> bool:
    return any(one == prefix + other or other == prefix + one for prefix in _NEGATING)


def _code(old: str, new: str) -> str:
    before, after = (Counter(_CODE.findall(text)) for text in (old, new))
    return "" if before == after else _changed("code", before - after, after - before)


def _numbers(gone: Counter[str], come: Counter[str]) -> str:
    """Another figure, or another count or unit in words where one stood before."""
    before, after = (_those(words, lambda word: bool(re.search(r"\d", word))) for words in (gone, come))
    if before or after:
        return _changed("number", before, after)
    before, after = (_those(words, _COUNTS.__contains__) for words in (gone, come))
    return _changed("number", before, after) if before and after else ""


def _those(words: Counter[str], wanted: Callable[[str], bool]) -> Counter[str]:
    return Counter({word: count for word, count in words.items() if wanted(word)})


def _negation(gone: Counter[str], come: Counter[str]) -> str:
    before, after = (_those(words, lambda word: word in _NOT or word.endswith("n't")) for words in (gone, come))
    if before != after:
        return _changed("negation", before, after)
    turned = next(((a, b) for a in gone for b in come if frozenset((a, b)) in _OPPOSITES or _negates(a, b)), None)
    return f"opposite: {turned[0]} → {turned[1]}" if turned else ""


def _names(old: str, new: str, gone: Counter[str], come: Counter[str]) -> str:
    """Names and symbols that left; in a short text also those that came, for there each one is part of the answer."""
    before = {word for word in gone if word in _named(old)}
    after = {word for word in come if word in _named(new)}
    if before or (after and len(_words(new)) <= _SHORT):
        return _changed("name", Counter(before), Counter(after))
    return ""


def _named(text: str) -> set[str]:
    """Words with capitals where a sentence would have none, or with symbols inside."""
    bare = unmarked(_CODE.sub(" ", text))
    found = set()
    for match in _WORD.finditer(bare):
        word, before = match.group(), bare[: match.start()]
        opens = not before.strip() or bool(_SENTENCE_END.search(before))
        if re.search(r"[a-z][A-Z]|[A-Z]{2}|[/_=#@&]", word) or (word[:1].isupper() and not opens):
            found.add(_tidied(word))
    return found


def _in_order(old: str, new: str) -> bool:
    """Whether words come in the same order, or lists hold the same members in any."""
    members = [sorted(plainly(part) for part in atoms(unmarked(text))) for text in (old, new)]
    return members[0] == members[1] or (len(_words(old)) == len(_words(new)) and _aligned(_words(old), _words(new)))


def _aligned(old: list[str], new: list[str]) -> bool:
    return all(a == b or _is_typo(a, b) for a, b in zip(old, new, strict=True))


def _lost_members(old: str, new: str) -> str:
    """Members of a short list that have no counterpart in the other."""
    before, after = (atoms(unmarked(text)) for text in (old, new))
    if max(len(before), len(after)) < 2 or any(len(part.split()) > _SHORT - 2 for part in (*before, *after)):
        return ""
    lost = [part for part in before if not _counterpart(part, after)]
    lost += [part for part in after if not _counterpart(part, before)]
    return ", ".join(lost)


def _counterpart(part: str, others: tuple[str, ...]) -> bool:
    return any(
        not sum(map(len, _leftovers(_words(part), _words(other)))) or _share(part, other) >= SAME_CONTENT
        for other in others
    )


def _share(old: str, new: str) -> float:
    before, after = _content(old), _content(new)
    return 2 * len(before & after) / (len(before) + len(after)) if before or after else 1.0


def _content(text: str) -> frozenset[str]:
    """The words that carry meaning: "bandwidth-limited" has the same as "limited in bandwidth"."""
    return content_words(unmarked(text).replace("-", " "))


def _changed(what: str, gone: Counter[str], come: Counter[str]) -> str:
    before, after = (", ".join(sorted(words)) or "nothing" for words in (gone, come))
    return f"{what}: {before} → {after}"
