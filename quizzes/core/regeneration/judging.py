"""What a match means for its learners: nothing, other words, another meaning, the other side, or a doubt."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from quizzes.core.generation.facts import Kind
from quizzes.core.regeneration.composites import composite_difference
from quizzes.core.regeneration.editing import is_edited
from quizzes.core.regeneration.matching import How, Match
from quizzes.core.regeneration.texts import value, whole
from quizzes.core.regeneration.units import OPPOSED, Place, Unit
from quizzes.core.regeneration.wording import Change, Difference, difference


class Judgement(StrEnum):
    """The five ways an edit can turn out."""

    COSMETIC = "cosmetic"
    REWORDED = "reworded"
    CHANGED = "changed"
    TURNED = "turned"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Judged:
    """A match with its judgement; `keeps` tells whether the old unit lives on, `raises` whether it is learned again."""

    match: Match
    judgement: Judgement
    reason: str = ""
    keeps: bool = True
    raises: bool = False


_JUDGEMENTS = {Change.NONE: Judgement.COSMETIC, Change.WORDS: Judgement.REWORDED, Change.MEANING: Judgement.CHANGED}
_SHORT = 4
_CERTAIN = (How.SAME, How.EDITED, How.MOVED, How.COLUMN, How.ROW)
"""Passes that know the unit by its name or its company, whatever became of its text."""


def judged(matches: Iterable[Match], old: Iterable[Unit], *, same: frozenset[str]) -> tuple[Judged, ...]:
    """Every match with its judgement; `same` holds the ids of questions whose doubts the author answers with yes."""
    matches, judge = tuple(matches), _Judge(old, same=same)
    facts = tuple(judge.fact(match) for match in matches if not match.old.is_composite)
    lasting = {one.match.old.name: one for one in facts if one.keeps}
    return facts + tuple(judge.composite(match, lasting) for match in matches if match.old.is_composite)


class _Judge:
    def __init__(self, old: Iterable[Unit], *, same: frozenset[str]) -> None:
        self._same = same
        self._values: Mapping[Place, set[str]] = defaultdict(set)
        self._lists: set[Place] = set()
        for unit in old:
            self._values[_column(unit.place)].add(unit.place.value)
            self._lists.add(replace(_column(unit.place), polarity=True))

    def fact(self, match: Match) -> Judged:
        """The judgement of a fact's match."""
        old, new = match.old.place, match.new.place
        if replace(old, section=new.section) == new:
            return Judged(match, Judgement.COSMETIC)
        if self._turned(match):
            return Judged(match, Judgement.TURNED, "stands on the other side now", keeps=False)
        if old.value != new.value and self._elsewhere(old, new):
            return Judged(match, Judgement.CHANGED, "has what another row had", raises=True)
        found = _difference(match, names=old.value != new.value)
        if found.change is Change.ALL and old.value == new.value:
            found = Difference(Change.WORDS)
        return self._weighed(match, found)

    def composite(self, match: Match, facts: Mapping[str, Judged]) -> Judged:
        """The judgement of a composite's match; a fact that changed changes it, another draw of facts does not."""
        if replace(match.old.place, section=match.new.place.section) == match.new.place:
            return Judged(match, Judgement.COSMETIC)
        found = composite_difference(match.old.first, match.new.first)
        asked = [facts[name] for name in match.old.first.facts if name in facts]
        changed = next((one.match.old.name for one in asked if one.raises), None)
        if changed is not None and found.change is not Change.MEANING:
            found = Difference(Change.MEANING, f"asks {changed}, which changed")
        elif found.change is Change.ALL and asked:
            found = Difference(Change.WORDS, found.reason)
        return self._weighed(match, found)

    def _weighed(self, match: Match, found: Difference) -> Judged:
        if found.change is not Change.ALL:
            judgement = _JUDGEMENTS[found.change]
            return Judged(match, judgement, found.reason, raises=judgement is Judgement.CHANGED)
        if self._same & {question.id for question in match.old.asked.values()}:
            return Judged(match, Judgement.REWORDED, found.reason)
        certain = match.how in _CERTAIN
        if certain and not match.old.is_composite and _is_short(match):
            return Judged(match, Judgement.CHANGED, "another answer", raises=True)
        taken = "another meaning, due again" if certain else "another question, retired"
        return Judged(match, Judgement.DOUBTFUL, f"{found.reason}, taken for {taken}", keeps=certain, raises=certain)

    def _turned(self, match: Match) -> bool:
        """Whether an entry moved between two lists that both stood there; a list that was renamed is not another."""
        old, new = match.old.place, match.new.place
        if match.how is How.TURNED or old.polarity is not new.polarity:
            return True
        if old.kind != Kind.STATE or match.how is How.COLUMN or old.attribute == new.attribute:
            return False
        return replace(_column(old), attribute=new.attribute, polarity=True) in self._lists

    def _elsewhere(self, old: Place, new: Place) -> bool:
        return old.kind not in OPPOSED and new.value in self._values[_column(old)]


def _difference(match: Match, *, names: bool) -> Difference:
    """The difference of the value alone where only that changed, else of all that the fact says."""
    old, new = match.old, match.new
    named_alike = (old.place.subject, old.place.attribute) == (new.place.subject, new.place.attribute)
    text = value if named_alike else whole
    for way, question in old.asked.items():
        if way in new.asked and not is_edited(question):
            return difference(text(question), text(new.asked[way]), names=names)
    return difference(old.first.explain, new.first.explain, names=names)


def _is_short(match: Match) -> bool:
    """Whether an answer is so short that other words make it another answer."""
    texts = (value(unit.first) for unit in (match.old, match.new))
    return match.old.place.kind == Kind.NEXT or all(len(text.split()) <= _SHORT for text in texts)


def _column(place: Place) -> Place:
    return replace(place, subject="", value="")
