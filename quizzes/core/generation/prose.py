"""Questions from sentences: what a term means and which term means it, gaps to fill, the point of a section."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quizzes.core.generation.distractors import Form, Wrong, form, options
from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.gaps import Gap
from quizzes.core.generation.shapes import Meaning, Point, Rather, shapes
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.generation.standing import Shape
from quizzes.core.generation.words import fold
from quizzes.core.paths.values import Listing, Prose, Text
from quizzes.core.questions import Blank, Choice, Cloze, Flashcard, Matching, Question

_KINDS: dict[type[Shape], Kind] = {
    Meaning: Kind.MEANING,
    Point: Kind.POINT,
    Rather: Kind.RATHER,
    Gap: Kind.GAP,
}
_OPEN = re.compile(r"\b(?:when|if|unless|until|because|either|whether|where|after|before|once)$", re.IGNORECASE)
_WITH_SHORT_FORM = re.compile(r"(.+?) \(([\w-]+)\)")


def facts_of(block: Prose | Listing) -> Iterator[Fact]:
    """One fact for each sentence of known shape."""
    for shape in _shapes(block):
        kind = _KINDS[type(shape)]
        yield fact(block, kind, subject=shape.subject, value=shape.value, lines=shape.lines, quote=shape.quote)


def told(block: Prose | Listing, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """The questions of each sentence; a meaning is asked both ways."""
    asks = Counter(shape.ask for shape in _shapes(block) if isinstance(shape, Meaning))
    by_words = {(fact.kind, fact.subject, fact.value): fact for fact in facts}
    for shape in _shapes(block):
        found = by_words.get((_KINDS[type(shape)], shape.subject, shape.value))
        if found:
            slots = _slots(shape, found, block, deck)
            # What has several answers is asked by its gaps alone.
            twice = isinstance(shape, Meaning) and asks[shape.ask] > 1
            yield from (slot for slot in slots if slot.direction or not twice)


RULES = (told,)


def _shapes(block: Prose | Listing) -> Iterator[Shape]:
    """Of a list, which has no sentences around its entries, those with a gap, unless they complete its label."""
    if isinstance(block, Prose):
        yield from shapes(block.sentences, title=block.section.title)
    elif not _OPEN.search(block.label):
        yield from (shape for item in block.items for shape in shapes((item,)) if isinstance(shape, Gap))


def _slots(shape: Shape, told: Fact, block: Prose | Listing, deck: Deck) -> Iterator[Slot]:
    match shape:
        case Meaning():
            common = shape.subject.plain.islower() and shape.subject.plain not in fold(block.section.title)
            ask = deck.placed(shape.ask, block.section) if common else shape.ask
            gapped = _within(shape.gapped, block, deck) if common else shape.gapped
            forward = Flashcard(id="", ask=ask, answer=shape.value.shown)
            yield Slot(block=block, facts=(told,), candidates=(forward,))
            yield Slot(block=block, facts=(told,), direction="term", candidates=(_cloze(gapped, shape.subject),))
        case Point():
            ask = deck.placed(f"What does this path call the {shape.subject.shown}?", block.section)
            yield Slot(block=block, facts=(told,), candidates=(Flashcard(id="", ask=ask, answer=shape.value.shown),))
        case Rather():
            yield Slot(block=block, facts=(told,), candidates=(_rather(shape, block, deck),), fewest_wrong=1)
        case Gap():
            asks = (*_placed(shape.subject.shown, block, deck), shape.subject.shown)
            yield Slot(block=block, facts=(told,), candidates=tuple(_cloze(ask, shape.value) for ask in asks))


def _within(sentence: str, block: Prose | Listing, deck: Deck) -> str:
    """The sentence with its section, and with the label of its list."""
    under = f", under “{block.label}”" if isinstance(block, Listing) and block.label else ""
    return f"In “{deck.title(block.section)}”{under}: {sentence}" if block.section.title else sentence


def _placed(sentence: str, block: Prose | Listing, deck: Deck) -> Iterator[str]:
    """The sentence with its section, or with the one around that, where its own title would give the gap away."""
    yield _within(sentence, block, deck)
    around = deck.sections[block.section.parent or 0]
    if around.level > 1:
        yield f"In “{around.title}”: {sentence}"


def _rather(shape: Rather, block: Prose | Listing, deck: Deck) -> Question:
    wrong = Wrong(shape.other, f"The path says the opposite: {shape.quote}")
    ask = f"How does this path fill the gap? {_within(shape.subject.shown, block, deck)}"
    return Choice(id="", ask=ask.replace("___", "…"), options=options(shape.value, (wrong,)))


def _cloze(ask: str, hidden: Text) -> Question:
    """The gap; of "long form (short form)" both count."""
    found = _WITH_SHORT_FORM.fullmatch(hidden.plain)
    bare = hidden.plain.strip("'\"")
    blank = Blank(
        answer=found[1] if found else bare,
        accept=(found[2], hidden.plain) if found else (hidden.plain,) if bare != hidden.plain else (),
        match=Matching.NUMBER if form(hidden) is Form.NUMBER else Matching.WORDS,
    )
    return Cloze(id="", ask=ask, blanks=(blank,))
