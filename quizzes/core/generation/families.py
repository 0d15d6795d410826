"""Which facts each kind of block tells, and which rules make questions of them, in their order."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from quizzes.core.generation import (
    abbreviations,
    answers,
    asides,
    contrasts,
    decisions,
    enumerations,
    exercises,
    folders,
    manifests,
    prose,
    steps,
    tables,
    terms,
)
from quizzes.core.generation.echoes import telling
from quizzes.core.generation.facts import Fact
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.paths.code import CodeBlock
from quizzes.core.paths.drawings import Folders, Layers
from quizzes.core.paths.values import (
    Answered,
    Aside,
    Block,
    Contrast,
    DecisionList,
    Exercise,
    Listing,
    Prose,
    Steps,
    Table,
    TermList,
)

# A family's functions take their own class of block, which the table below vouches for.
Reader = Callable[[Any], Iterator[Fact]]
Rule = Callable[[Any, Sequence[Fact], Deck], Iterator[Slot]]

_READERS: dict[type[Block], tuple[Reader, ...]] = {
    Table: (tables.facts_of,),
    DecisionList: (decisions.facts_of,),
    TermList: (terms.facts_of, abbreviations.facts_of),
    Steps: (steps.facts_of, terms.facts_of),
    Layers: (steps.facts_of, terms.facts_of),
    Folders: (folders.facts_of,),
    Contrast: (contrasts.facts_of,),
    Exercise: (exercises.facts_of,),
    Answered: (answers.facts_of,),
    Aside: (asides.facts_of,),
    CodeBlock: (manifests.facts_of,),
    Prose: (prose.facts_of, abbreviations.facts_of),
    Listing: (enumerations.facts_of, prose.facts_of, abbreviations.facts_of),
}
_RULES: dict[type[Block], tuple[Rule, ...]] = {
    Table: tables.RULES,
    DecisionList: decisions.RULES,
    TermList: (*terms.RULES, *abbreviations.RULES),
    Steps: (*steps.RULES, terms.definitions, terms.owners),
    Layers: (*steps.RULES, *terms.RULES),
    Folders: folders.RULES,
    Contrast: contrasts.RULES,
    Exercise: exercises.RULES,
    Answered: answers.RULES,
    Aside: asides.RULES,
    CodeBlock: manifests.RULES,
    Prose: (*prose.RULES, *abbreviations.RULES),
    Listing: (*enumerations.RULES, *prose.RULES, *abbreviations.RULES),
}


def facts_of(block: Block) -> tuple[Fact, ...]:
    """All facts of a block; blocks of no family tell none."""
    return tuple(told for read in _READERS.get(type(block), ()) for told in read(block))


def slots_of(block: Block, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """The places for questions about a block, in reading order of its rules."""
    told = telling(facts)
    for rule in _RULES.get(type(block), ()) if told else ():
        yield from rule(block, told, deck)
