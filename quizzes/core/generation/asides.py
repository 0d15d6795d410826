"""Questions from small tables hidden in a sentence or entry: a choice for each row, and pairs from three rows on."""

from collections.abc import Iterator, Sequence

from quizzes.core.generation.distractors import Wrong, draw, options
from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.ids import short, slug
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.generation.words import sentence, strong
from quizzes.core.paths.values import Aside
from quizzes.core.questions import Choice, Flashcard, Match, Pair, Question, text_key

_TRIES = 4
_FEWEST_PAIRS = 3


def facts_of(block: Aside) -> Iterator[Fact]:
    """Each owner has its name under the label."""
    told = ", ".join(f"{row.name.shown} for {row.owner.shown}" for row in block.rows)
    for row in block.rows:
        yield fact(
            block,
            Kind.ASIDE,
            subject=row.owner,
            attribute=block.label,
            value=row.name,
            lines=block.lines,
            quote=sentence(f"{block.label}: {told}" if block.label else told),
        )


def names(block: Aside, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """What the path names for each owner."""
    alone = len(block.rows) == 2 and not block.others
    for told in facts:
        yield Slot(block=block, facts=(told,), candidates=_names(block, told, deck), fewest_wrong=1 if alone else 2)


def pairs(block: Aside, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """All owners to pair with their names."""
    if len(facts) < _FEWEST_PAIRS:
        return
    ask = deck.placed(f"Pair each entry with what this path names for it{_under(block)}.", block.section)
    paired = tuple(
        Pair(
            key=text_key(told.subject.shown),
            left=told.subject.shown,
            right_key=text_key(told.value.shown),
            right=told.value.shown,
        )
        for told in facts
    )
    yield Slot(
        block=block,
        facts=tuple(facts),
        name=(short(block.section.title, 3), short(block.label, 3)),
        direction="match",
        key=f"match:{slug(block.section.title)}:{slug(block.label)}",
        candidates=(Match(id="", ask=ask, pairs=paired),),
    )


RULES = (names, pairs)


def _names(block: Aside, told: Fact, deck: Deck) -> Iterator[Question]:
    ask = deck.placed(f"What does this path name for {strong(told.subject)}{_under(block)}?", block.section)
    own = [Wrong(row.name, f"Named for {strong(row.owner)}.") for row in block.rows if row.owner != told.subject]
    others = [
        Wrong(row.name, f"Named for {strong(row.owner)} under “{label}”.")
        for label, row in block.others
        if row.name != told.value
    ]
    for turn in range(_TRIES):
        wrongs = draw([own, others], right=told.value, seed=f"{told.key}/{turn}", allowed=lambda _: True)
        yield Choice(id="", ask=ask, options=options(told.value, wrongs))
    yield Flashcard(id="", ask=ask, answer=told.value.shown)


def _under(block: Aside) -> str:
    return f" under “{block.label}”" if block.label else ""
