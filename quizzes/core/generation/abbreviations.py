"""Abbreviations and what they stand for, wherever a path spells one out: asked both ways, once in a path."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.generation.words import sentence, singular
from quizzes.core.paths.values import Listing, Prose, TermList, Text
from quizzes.core.questions import Typed

_SHORT = r"[A-Za-z][\w/-]{1,9}"
_LONG_FIRST = re.compile(rf"(?<![\w/'’-])((?:[\w/'’-]+ ){{0,7}}[\w/'’-]+) \(({_SHORT})\)")
_SHORT_FIRST = re.compile(rf"(?<![\w/-])({_SHORT}) \(([A-Za-z][\w/'’-]+(?: [\w/'’-]+){{0,6}})\)")
_STANDS_FOR = re.compile(rf"(?<![\w/-])({_SHORT}) (?:stands|is short) for ((?:[\w/'’-]+ ?){{1,7}})")
_FILLERS = frozenset("a an and as at by for from in of on or over per the to via with".split())
_PARTS = re.compile(r"[A-Z]?[a-z'’]+|[A-Z]+(?![a-z])|\d+")
_LONGEST = 2_000
_FEWEST_CAPITALS = 2
_LONGEST_TRIVIAL = 2


def facts_of(block: Prose | TermList | Listing) -> Iterator[Fact]:
    """One fact for each abbreviation spelled out; its key names no section, so that a path tells it once."""
    for item in block.sentences if isinstance(block, Prose) else block.items:
        for short, long in spelled_out(item.text.plain):
            told = fact(
                block,
                Kind.ABBREVIATION,
                subject=Text(short, short),
                value=Text(long, long),
                lines=item.lines,
                quote=sentence(item.text.shown.rstrip(":")),
            )
            yield replace(told, key=f"{Kind.ABBREVIATION}:{short.casefold()}", name=("abbreviation", short.casefold()))


def both_ways(block: Prose | TermList | Listing, facts: Sequence[Fact], _: Deck) -> Iterator[Slot]:
    """What it stands for, and how the long form is abbreviated."""
    for told in facts:
        if told.kind is Kind.ABBREVIATION:
            short, long = told.subject.plain, told.value.plain
            spelled = Typed(id="", ask=f"What does **{short}** stand for?", answer=long)
            yield Slot(block=block, facts=(told,), candidates=(spelled,))
            shortened = Typed(id="", ask=f"How is **{long}** abbreviated?", answer=short)
            yield Slot(block=block, facts=(told,), direction="short", candidates=(shortened,))


RULES = (both_ways,)


def spelled_out(plain: str) -> Iterator[tuple[str, str]]:
    """The abbreviations of a text with their long forms, both in the singular."""
    if len(plain) > _LONGEST:
        return
    # Nearly all sentences have no bracket, and looking for seven words before one is slow.
    for found in _LONG_FIRST.finditer(plain) if " (" in plain else ():
        if long := _ending(found[1].split(), found[2]):
            yield _singular(found[2], long)
    for pattern in (_SHORT_FIRST, _STANDS_FOR):
        for found in pattern.finditer(plain):
            if long := _beginning(found[2].split(), found[1]):
                yield _singular(found[1], long)


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of `short` are the beginnings of all words of `long` in order; fillers may be left out."""
    letters = re.sub(r"[^a-z]", "", short.removesuffix("s") if short[:-1].isupper() else short, flags=re.I)
    parts = [part for word in re.split(r"[\s/-]+", long) for part in _PARTS.findall(word)]
    return _capitals(short) and bool(letters) and _spells(letters.casefold(), [part.casefold() for part in parts])


def _ending(words: Sequence[str], short: str) -> str:
    """The shortest end of the words before a bracket that the abbreviation in it spells."""
    ends = (" ".join(words[at:]) for at in range(len(words) - 1, -1, -1) if words[at].casefold() not in _FILLERS)
    return next((end for end in ends if _tells(short, end)), "")


def _beginning(words: Sequence[str], short: str) -> str:
    """The longest beginning of the words after an abbreviation that it spells."""
    starts = (" ".join(words[:at]) for at in range(len(words), 0, -1))
    return next((start for start in starts if _tells(short, start)), "")


def _tells(short: str, long: str) -> bool:
    """Whether the long form says more than the abbreviation: "mutual TLS" for mTLS does not."""
    words = re.split(r"[\s/-]+", long)
    trivial = any(len(word) > _LONGEST_TRIVIAL - 1 and word.isupper() and word in short for word in words)
    return abbreviates(short, long) and not trivial and len(long) > len(short) + 2


def _spells(letters: str, parts: Sequence[str]) -> bool:
    if not parts:
        return not letters
    first, rest = parts[0], parts[1:]
    if first in _FILLERS and _spells(letters, rest):
        return True
    common = next(
        (at for at, (a, b) in enumerate(zip(letters, first, strict=False)) if a != b), min(len(letters), len(first))
    )
    return any(_spells(letters[taken:], rest) for taken in range(common, 0, -1))


def _capitals(short: str) -> bool:
    return sum(char.isupper() for char in short) >= _FEWEST_CAPITALS


def _singular(short: str, long: str) -> tuple[str, str]:
    if short.endswith("s") and short[:-1].isupper():
        return short[:-1], singular(long)
    return short, long
