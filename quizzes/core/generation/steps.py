"""Questions from sequences: the order of the steps, and what comes right after each."""

import re
from collections.abc import Iterator, Sequence

from quizzes.core.generation.distractors import Wrong, draw, options, shuffled
from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.ids import short, slug
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.generation.words import sentence, strong
from quizzes.core.paths.drawings import Layers
from quizzes.core.paths.values import Item, Steps, Text
from quizzes.core.questions import Choice, Choosable, Order, Question, text_key

_LEANS_BACK = re.compile(r"(it|its|they|their|this|that|these|those|then)\b", re.I)
"""A step that begins so is understood only after the one before it, which would be the answer's neighbour."""
_TRIES = 4
_LONGEST_ORDER = 7
_FEWEST = 3
_MOST_LOOKED_AT = 24


def facts_of(block: Steps) -> Iterator[Fact]:
    """Each step is followed by the next."""
    whole = block.items if len(block.items) <= _LONGEST_ORDER else ()
    for step, following in zip(block.items, block.items[1:], strict=False):
        told = " → ".join(_step(item).shown for item in whole or (step, following))
        yield fact(
            block,
            Kind.NEXT,
            subject=_step(step),
            attribute=block.name,
            value=_step(following),
            lines=(step.lines[0], following.lines[1]),
            quote=f"“{block.name}”: {told}",
            grounds=block.frame,
        )


def ordered(block: Steps, facts: Sequence[Fact], _deck: Deck) -> Iterator[Slot]:
    """The steps to put in order, seven at most at a time."""
    windows = _windows(block.items)
    noun, way = f"{noun_of(block)}s", "top to bottom" if isinstance(block, Layers) else "first to last"
    for number, window in enumerate(windows, start=1):
        part = f", part {number} of {len(windows)}" if len(windows) > 1 else ""
        steps = tuple(Choosable(key=text_key(_step(item).shown), text=_step(item).shown) for item in window)
        inside = {item.lines[0] for item in window}
        yield Slot(
            block=block,
            facts=tuple(told for told in facts if told.kind is Kind.NEXT and told.lines[0] in inside),
            name=(*_name(block), *([str(number)] if part else [])),
            direction="order",
            key=f"order:{slug(block.section.title)}:{slug(block.name)}:{number}",
            candidates=(
                Order(id="", ask=f"Put the {noun} of {strong(block.name)}{part} in order, {way}.", steps=steps),
            ),
        )


def after(block: Steps, facts: Sequence[Fact], _deck: Deck) -> Iterator[Slot]:
    """What comes right after a step; wrong are the steps that come at another time."""
    for told in facts:
        if told.kind is Kind.NEXT and not _LEANS_BACK.match(told.subject.plain):
            yield Slot(block=block, facts=(told,), candidates=_after(block, told))


RULES = (ordered, after)


def noun_of(block: Steps) -> str:
    """What an entry of a sequence is called."""
    return "layer" if isinstance(block, Layers) else "part" if block.parts else "step"


def _step(item: Item) -> Text:
    """A step by its label if it has one, else by its words without a full stop."""
    text = item.text.term or item.text
    return Text(text.shown.removesuffix("."), text.plain.removesuffix("."))


def _name(block: Steps) -> tuple[str, ...]:
    section, name = short(block.section.title, 3), short(block.name, 3)
    return (section,) if section == name else (section, name)


def _windows(items: Sequence[Item]) -> list[Sequence[Item]]:
    """The items in as few parts of even size as seven to a part allow."""
    count = -(-len(items) // _LONGEST_ORDER)
    size = -(-len(items) // count)
    parts = [items[at : at + size] for at in range(0, len(items), size)]
    return [part for part in parts if len(part) >= _FEWEST]


def _after(block: Steps, told: Fact) -> Iterator[Question]:
    comes = "which layer lies directly under" if isinstance(block, Layers) else "what comes right after"
    ask = f"In “{block.name}”, {comes} {strong(told.subject)}?"
    drawn = shuffled(range(len(block.items)), seed=told.key, most=_MOST_LOOKED_AT)
    pool = [Wrong(_step(block.items[at]), _when(block, at)) for at in drawn if _step(block.items[at]) != told.subject]
    for turn in range(_TRIES):
        wrongs = draw(
            [pool],
            right=told.value,
            seed=f"{told.key}/{turn}",
            allowed=lambda wrong: wrong.text != told.value,
        )
        yield Choice(id="", ask=ask, options=options(told.value, wrongs))


def _when(block: Steps, at: int) -> str:
    layered = isinstance(block, Layers)
    if at == 0:
        return "That lies on top." if layered else "That comes first."
    place = "lies directly under" if layered else "comes right after"
    return sentence(f"That {place} {strong(_step(block.items[at - 1]))}")
