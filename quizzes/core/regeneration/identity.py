"""Ids for what a new edition brings: those of the old bank where they are known, else fresh ones that nothing had."""

from collections.abc import Iterable
from dataclasses import replace

from quizzes.core.generation.ids import Mint
from quizzes.core.questions import Question
from quizzes.core.regeneration.matching import Match
from quizzes.core.regeneration.units import direction, origin_of

LONGEST_FACT = 60
LONGEST_QUESTION = 78


class Ids:
    """Looks up facts by the matches of a run and mints what is new; an id of the old bank never changes its owner."""

    def __init__(self, old: Iterable[Question], matches: Iterable[Match]) -> None:
        old = tuple(old)
        kept = [match for match in matches if not match.old.is_composite]
        self._facts = {match.new.name: match.old.name for match in kept}
        self._keys = {match.old.name: origin_of(match.old.first).key for match in kept}
        facts = {fact for question in old for fact in (question.fact, *question.facts) if fact}
        self._recorded = {question.fact for question in old if question.fact}
        self._fact_mint = Mint(longest=LONGEST_FACT, taken=facts)
        self._mint = Mint(longest=LONGEST_QUESTION, taken=(name for one in old for name in (one.id, *one.was)))

    def identified(self, new: Question, beside: Question | None = None) -> Question:
        """The new question with its facts by their lasting ids; `beside` is the composite it continues."""
        if new.fact is not None:
            return replace(new, fact=self._fact(new.fact, origin_of(new).key))
        for fact in new.facts:
            self._remember(fact, new, beside)
        return replace(new, facts=tuple(self._fact(fact, fact) for fact in new.facts))

    def minted(self, new: Question, identified: Question) -> Question:
        """A question that is new, under an id of its own; one more about a known fact keeps that fact's first key."""
        origin = origin_of(identified)
        if identified.fact is None:
            return replace(identified, id=self._mint.id_for(origin.key, new.id))
        way = direction(new)
        key = self._keys.get(identified.fact, origin.key)
        name = self._mint.id_for(key + way, identified.fact, way)
        return replace(identified, id=name, origin=replace(origin, key=key))

    def _remember(self, fact: str, new: Question, beside: Question | None) -> None:
        """A fact that no question asks alone is known by what the old composite quoted for it, else by its name."""
        if beside is not None and fact not in self._facts:
            owners = {line: name for name, line in _quotes(beside).items()}
            named = fact if fact in beside.facts and fact not in self._recorded else None
            old = owners.get(_quotes(new).get(fact, "")) or named
            if old is not None:
                self._facts[fact] = old

    def _fact(self, fact: str, key: str) -> str:
        if fact not in self._facts:
            self._facts[fact] = self._fact_mint.id_for(key, fact)
        return self._facts[fact]


def _quotes(composite: Question) -> dict[str, str]:
    """What a composite quotes for each of its facts, where it quotes each on a line of its own."""
    lines = composite.explain.split("\n")
    return dict(zip(composite.facts, lines, strict=True)) if len(lines) == len(composite.facts) else {}
