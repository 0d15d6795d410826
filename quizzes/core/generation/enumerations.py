"""Questions from short lists that complete a sentence: "This means:", with the few things that it means."""

import re
from collections.abc import Iterator, Sequence

from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.gists import gist
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.generation.standing import alone, leans
from quizzes.core.paths.inline import text_of
from quizzes.core.paths.values import Listing, Text
from quizzes.core.questions import Flashcard

_NUMBERS = {2: "two", 3: "three", 4: "four"}
_MOST_CHARACTERS = 210
_MOST_OF_ONE = 100
_FEWEST_LABEL_WORDS = 2
_FEWEST_WORDS = 3
_GLUE = re.compile(r"(?:[,;]|[,;]? (?:and|or|and/or))+$")
_NO_ENTRY = re.compile(r"[{}<>]|https?:|:$|^(?:see|e\.g\.)\b|@", re.IGNORECASE)


def facts_of(block: Listing) -> Iterator[Fact]:
    """All entries of a list together, if they are few enough to be recalled."""
    entries = [text_of(_GLUE.sub("", gist(item.text).shown)) for item in block.items]
    sentence = _sentence(block)
    if sentence and not block.nested and _are_few(entries):
        told = text_of("; ".join(entry.shown for entry in entries))
        yield fact(
            block,
            Kind.ENTRIES,
            subject=text_of(sentence),
            value=told,
            lines=(block.items[0].lines[0], block.items[-1].lines[1]),
            quote=f"{sentence}: {told.shown}",
        )


def entries(block: Listing, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """The list as a flashcard, which says how many entries it has."""
    for told in facts:
        if told.kind is Kind.ENTRIES:
            number = _NUMBERS[len(block.items)]
            ask = deck.placed(f"Which {number} entries does this path list?", block.section)
            ask = f"{ask} {told.subject.shown}: …"
            yield Slot(block=block, facts=(told,), candidates=(Flashcard(id="", ask=ask, answer=told.value.shown),))


RULES = (entries,)


def _sentence(block: Listing) -> str:
    """The label, after the sentence it leans on; nothing where it is not understood."""
    label = _GLUE.sub("", block.label)
    if leans(label):
        return f"{block.lead} {label}" if block.lead and alone(block.lead) else ""
    return label if alone(label) and len(label.split()) >= _FEWEST_LABEL_WORDS else ""


def _are_few(found: Sequence[Text]) -> bool:
    lengths = [len(entry.plain) for entry in found]
    short = sum(lengths) <= _MOST_CHARACTERS and max(lengths) <= _MOST_OF_ONE
    telling = all(len(entry.plain.split()) >= _FEWEST_WORDS and not _NO_ENTRY.search(entry.plain) for entry in found)
    return len(found) in _NUMBERS and short and telling
