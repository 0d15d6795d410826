"""A fork and its origin: what the origin changed since, and a bank that takes some of it over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from quizzes.core.banks import Bank, Entry, Standing, plan
from quizzes.core.questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A change of the origin's that the fork does not have; `edited` says that the fork has other words of its own."""

    id: str
    base: Question | None
    mine: Question | None
    theirs: Question | None
    edited: bool

    @property
    def due_again(self) -> bool:
        """Whether taking it over makes the question mean something else."""
        return bool(self.base and self.theirs and self.theirs.rev > self.base.rev)


def offers(*, base: Bank, newest: Bank, mine: Bank) -> tuple[Offer, ...]:
    """What the origin changed between the revision that was forked and its newest one, and is not in the fork yet.

    A question that the fork threw away is not offered again.
    """
    found = plan([Standing(one) for one in base.questions], newest, allow_retiring=True)
    entries = (*found.changed, *found.meaning_changed, *found.revived, *found.new, *found.retired)
    own, stood = _by_id(mine), _by_id(base)
    every = (_offer(entry, own.get(entry.was or entry.id), stood.get(entry.was or entry.id)) for entry in entries)
    return tuple(offer for offer in every if offer is not None)


def pulled(mine: Bank, *, newest: Bank, offers: Collection[Offer], chosen: Collection[str]) -> Bank:
    """The fork with the chosen changes; every id stays, and new questions stand where the origin has them."""
    taken = {offer.id: offer for offer in offers if offer.id in chosen}
    replaced = {offer.mine.id: offer for offer in taken.values() if offer.mine}
    questions = [merged for one in mine.questions if (merged := _merged(one, replaced.get(one.id))) is not None]
    for place, question in enumerate(newest.questions):
        if question.id in taken and taken[question.id].mine is None:
            before = {one.id for one in newest.questions[:place]}
            after = max((at for at, one in enumerate(questions, start=1) if one.id in before), default=0)
            # Its lines are lines of the origin's text.
            questions.insert(after, replace(question, origin=None))
    return replace(mine, questions=tuple(questions))


def _by_id(bank: Bank) -> Mapping[str, Question]:
    return {one.id: one for one in bank.questions}


def _offer(entry: Entry, mine: Question | None, base: Question | None) -> Offer | None:
    theirs = entry.new
    if mine is None and (base is not None or theirs is None or theirs.retired):
        return None
    if mine is not None and (mine.retired if theirs is None else _same(mine, theirs)):
        return None
    edited = mine is not None and base is not None and not _same(mine, base)
    return Offer(id=entry.id, base=base, mine=mine, theirs=theirs, edited=edited)


def _same(one: Question, other: Question) -> bool:
    """Whether two questions say the same, wherever they came from and however often they changed."""
    return type(one) is type(other) and replace(one, origin=None, was=(), rev=1, id="") == replace(
        other, origin=None, was=(), rev=1, id=""
    )


def _merged(mine: Question, offer: Offer | None) -> Question | None:
    if offer is None:
        return mine
    if offer.theirs is None:
        return None
    raised = offer.theirs.rev - offer.base.rev if offer.base else 0
    return replace(offer.theirs, id=mine.id, was=mine.was, origin=mine.origin, rev=mine.rev + max(0, raised))
