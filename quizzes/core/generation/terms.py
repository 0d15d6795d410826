"""Questions from lists of terms: what the path says about each, which term it says it about, and pairs."""

import re
from collections.abc import Iterator, Sequence

from quizzes.core.generation.distractors import Wrong, draw, nearby, options, shuffled
from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.gists import gist, quoted
from quizzes.core.generation.hints import unhinted
from quizzes.core.generation.ids import short, slug
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.generation.steps import noun_of
from quizzes.core.generation.words import strong
from quizzes.core.paths.drawings import Layers
from quizzes.core.paths.inline import sentences
from quizzes.core.paths.labels import REMARK
from quizzes.core.paths.values import Block, Item, Steps, TermList, Text
from quizzes.core.questions import Choice, Choosable, Flashcard, Match, Pair, Question, text_key

_TRIES = 4
_MOST_PAIRS = 6
_PAIR = "Pair each term with what this path says about it."
_LABEL_WORDS = 5
_LEANS = re.compile(
    r"^there (?:are|is)\b|\b(it|this|these|they|following|here|below|includes?|examples?|e\.g)\b", re.IGNORECASE
)


def facts_of(block: TermList | Steps) -> Iterator[Fact]:
    """A term's first sentence defines it; each later one is a property of it."""
    for item in block.items:
        if item.text.term is None or item.text.rest is None or item.text.linked:
            continue
        if REMARK.fullmatch(item.text.term.plain):
            continue
        first, *later = sentences(item.text.rest) or (item.text.rest,)
        if isinstance(block, Steps):
            first, later = item.text.rest, []
        yield _fact(block, item, Kind.TERM, item.text.term, first)
        for number, told in enumerate(later, start=1):
            yield _fact(block, item, Kind.PROPERTY, item.text.term, told, attribute=f"property {number}")


def definitions(block: TermList | Steps, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """What the path says about a term: by choice, else on a flashcard."""
    told_of = [told for told in facts if told.kind is Kind.TERM]
    for told in told_of:
        yield Slot(block=block, facts=(told,), candidates=_definitions(block, told, told_of, deck))


def owners(block: TermList | Steps, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """Which term the path says something about."""
    terms = [told for told in facts if told.kind is Kind.TERM]
    for told in facts:
        if told.kind in (Kind.TERM, Kind.PROPERTY):
            candidates = _owners(block, told, terms, deck)
            direction = "which" if told.kind is Kind.TERM else ""
            yield Slot(block=block, facts=(told,), direction=direction, candidates=candidates)


def pairs(block: TermList | Steps, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """Three to six terms to pair with what the path says about them."""
    told_of = unhinted([told for told in facts if told.kind is Kind.TERM])
    if not told_of:
        return
    chosen = list(shuffled(told_of, seed=block.section.anchor, most=_MOST_PAIRS + 1))
    paired = chosen[: max(3, min(_MOST_PAIRS, len(chosen) - 1))]
    bare = "Pair each layer with what stands in it." if isinstance(block, Layers) else _PAIR
    ask = deck.placed(bare, block.section)
    match = Match(
        id="",
        ask=ask,
        pairs=tuple(_pair(told) for told in paired),
        extra=tuple(Choosable(key=text_key(t.value.shown), text=t.value.shown) for t in chosen[len(paired) :]),
    )
    yield Slot(
        block=block,
        facts=tuple(paired),
        name=(short(block.section.title, 3),),
        direction="match",
        key=f"match:{slug(block.section.title)}:{slug(_label(block))}",
        candidates=(match,),
    )


RULES = (definitions, owners, pairs)


def _fact(block: Block, item: Item, kind: Kind, term: Text, value: Text, attribute: str = "") -> Fact:
    said = quoted(item.text.rest or value)
    quote = f"{strong(term)} — {said if value.shown in said else quoted(value)}"
    grounds = block.frame if isinstance(block, TermList) else ()
    return fact(
        block,
        kind,
        subject=term,
        value=gist(value),
        lines=item.lines,
        quote=quote,
        attribute=attribute,
        grounds=grounds,
    )


def _label(block: TermList | Steps) -> str:
    return block.label if isinstance(block, TermList) else block.name


def _definitions(block: TermList | Steps, told: Fact, facts: Sequence[Fact], deck: Deck) -> Iterator[Question]:
    noun = f"the {noun_of(block)} " if isinstance(block, Steps) else ""
    noun = "the " if noun and told.subject.plain.lower().endswith(noun[3:].rstrip()) else noun
    says = "What stands in" if isinstance(block, Layers) else "What does this path say about"
    ask = f"{says} {noun}{strong(told.subject)}?"
    if told.subject.plain.casefold() not in block.section.title.casefold():
        ask = _placed(ask, block, deck)
    pool = [Wrong(other.value, f"That is {strong(other.subject)}.") for other in nearby(facts, but=told, seed=told.key)]
    for turn in range(_TRIES):
        wrongs = draw(
            [pool],
            right=told.value,
            seed=f"{told.key}/{turn}",
            allowed=lambda wrong: not deck.base.holds(told.subject, wrong.text),
        )
        yield Choice(id="", ask=ask, options=options(told.value, wrongs))
    yield Flashcard(id="", ask=ask, answer=told.value.shown)


def _owners(block: TermList | Steps, told: Fact, others: Sequence[Fact], deck: Deck) -> Iterator[Question]:
    which = f"which {noun_of(block)}" if isinstance(block, Steps) else "which of these"
    said = strong(f"“{told.value.shown}”")
    bare = f"Which layer holds {said}?" if isinstance(block, Layers) else f"About {which} does this path say {said}?"
    ask = _placed(bare, block, deck)
    pool = [
        Wrong(other.subject, f"There the path says: {other.value.shown}")
        for other in nearby(others, but=told, seed=told.key)
    ]
    for turn in range(_TRIES):
        wrongs = draw(
            [pool],
            right=told.subject,
            seed=f"{told.key}/which/{turn}",
            allowed=lambda wrong: not deck.base.holds(wrong.text, told.value),
        )
        yield Choice(id="", ask=ask, options=options(told.subject, wrongs))


def _placed(ask: str, block: TermList | Steps, deck: Deck) -> str:
    """The stem with its section, and with the label where that says what the terms share: "What does not port"."""
    label = _label(block)
    telling = len(label.split()) <= _LABEL_WORDS and not _LEANS.search(label)
    if isinstance(block, TermList) and label and telling:
        ask = f"under “{label}”, {ask[:1].lower()}{ask[1:]}"
    return deck.placed(ask, block.section)


def _pair(told: Fact) -> Pair:
    return Pair(
        key=text_key(told.subject.shown),
        left=told.subject.shown,
        right_key=text_key(told.value.shown),
        right=told.value.shown,
    )
