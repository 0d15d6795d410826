"""The guarded last resort: units whose texts are clearly each other's nearest, among a bounded number of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from rapidfuzz import fuzz

from quizzes.core.generation.facts import Kind
from quizzes.core.generation.prints import plainly
from quizzes.core.generation.words import content_words
from quizzes.core.regeneration.leading import leading
from quizzes.core.regeneration.texts import source, subject
from quizzes.core.regeneration.units import Unit
from quizzes.core.regeneration.wording import Change, difference

NEAR = 75
AHEAD = 8
"""Percent of likeness that a pair needs, and its lead over every other pair of the two."""

_EXACT = (Kind.SETTING, Kind.FIELD, Kind.OBJECT, Kind.ABBREVIATION)
_RAREST_WORDS = 6
_MOST_HOLDERS = 24
_MOST_CANDIDATES = 12


def nearest(old: Collection[Unit], new: Collection[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Pairs of mutually nearest units, at least `NEAR` and `AHEAD` of the next."""
    texts = {id(unit): plainly(source(unit)) for unit in chain(old, new)}
    scores: dict[tuple[str, str], float] = {}
    for unit, candidates in _candidates(old, new, texts):
        for candidate in candidates:
            if _comparable(unit, candidate):
                scores[unit.name, candidate.name] = fuzz.ratio(texts[id(unit)], texts[id(candidate)])
    olds, news = ({unit.name: unit for unit in units} for units in (old, new))
    yield from ((olds[one], news[other]) for one, other in leading(scores, least=NEAR, ahead=AHEAD))


def _candidates(
    old: Iterable[Unit], new: Iterable[Unit], texts: Mapping[int, str]
) -> Iterator[tuple[Unit, list[Unit]]]:
    """For each old unit the new ones that share most of its rarest words, so that the work stays linear."""
    holders: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in new:
        for content_word in content_words(texts[id(unit)]):
            holders[unit.place.kind, content_word].append(unit)
    for unit in old:
        words = ((unit.place.kind, word) for word in content_words(texts[id(unit)]))
        known = sorted((word for word in words if word in holders), key=lambda word: (len(holders[word]), word))
        shared: Counter[str] = Counter()
        named: dict[str, Unit] = {}
        for word in known[:_RAREST_WORDS]:
            for holder in holders[word][:_MOST_HOLDERS]:
                shared[holder.name] += 1
                named[holder.name] = holder
        yield unit, [named[name] for name, _ in shared.most_common(_MOST_CANDIDATES)]


def _comparable(old: Unit, new: Unit) -> bool:
    """Whether two units of a kind may be one: a cell keeps its column, code its name, and a term nearly its name."""
    if old.is_composite is not new.is_composite:
        return False
    if old.place.kind == Kind.CELL and old.place.attribute != new.place.attribute:
        return False
    if old.place.subject == new.place.subject:
        return True
    before, after = subject(old), subject(new)
    near = fuzz.ratio(plainly(before), plainly(after)) >= NEAR
    # Row 3 is not row 4, however much alike they look.
    return old.place.kind not in _EXACT and near and difference(before, after).change is not Change.MEANING
