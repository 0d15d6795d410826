"""Questions from two states side by side: which of the two an entry describes, and all entries of one."""

from collections.abc import Iterator, Sequence

from quizzes.core.generation.distractors import Wrong, options, shuffled, wrong_option
from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.ids import short, slug
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.generation.words import sentence, strong
from quizzes.core.paths.values import Contrast, Side, Text
from quizzes.core.questions import Choice, Multi, Option, TrueFalse, Verdict, text_key

_MOST_OF_A_SIDE = 4


def facts_of(block: Contrast) -> Iterator[Fact]:
    """Every entry describes its side; of chains, which share steps, only the remark at the end does."""
    for side in (block.left, block.right):
        noted = bool(block.left.note and block.right.note)
        entries = [(Text(side.note, side.note), side.items[-1].lines)] if noted else []
        if not _is_chain(block):
            entries = [(item.text, item.lines) for item in side.items]
        for text, lines in entries:
            yield fact(
                block,
                Kind.STATE,
                subject=text,
                attribute=side.label,
                value=Text(side.label, side.label),
                lines=lines,
                quote=f"{side.label}: {sentence(text.shown)}",
                grounds=side.label_lines,
            )


def which(block: Contrast, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """Which of the two an entry describes."""
    for told in facts:
        if told.kind is not Kind.STATE:
            continue
        right = Text(told.attribute, told.attribute)
        other = block.right if told.attribute == block.left.label else block.left
        wrong = Wrong(Text(other.label, other.label), f"The path lists it under “{told.attribute}”.")
        ask = _ask(told, block, deck)
        yield Slot(
            block=block,
            facts=(told,),
            candidates=(
                Choice(id="", ask=ask, options=options(right, (wrong,))),
                *_statements(told, other, block, deck),
            ),
            fewest_wrong=1,
        )


def both(block: Contrast, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """All entries of the later state to tick among those of the earlier."""
    if _is_chain(block):
        return
    key = f"states:{slug(block.section.title)}:{slug(block.right.label)}"
    late, early = (
        list(shuffled([told for told in facts if told.attribute == label], seed=key, most=_MOST_OF_A_SIDE))
        for label in (block.right.label, block.left.label)
    )
    keyed = tuple(Option(key=text_key(t.subject.shown), text=t.subject.shown, verdict=Verdict.RIGHT) for t in late)
    wrongs = (wrong_option(Wrong(t.subject, f"Listed under “{t.attribute}”.")) for t in early)
    ask = deck.placed(f"Which of these does this path list under {strong(f'“{block.right.label}”')}?", block.section)
    yield Slot(
        block=block,
        facts=(*late, *early),
        name=(short(block.section.title, 3), short(block.right.label, 3)),
        direction="sides",
        key=key,
        candidates=(Multi(id="", ask=ask, options=(*keyed, *wrongs)),),
    )


RULES = (which, both)


def _is_chain(block: Contrast) -> bool:
    return any(len({item.lines for item in side.items}) < len(side.items) for side in (block.left, block.right))


def _statements(told: Fact, other: Side, block: Contrast, deck: Deck) -> Iterator[TrueFalse]:
    """The same as a statement that holds, and as one that does not."""
    why = f"This path lists it under “{told.attribute}”."
    for label, holds in ((told.attribute, True), (other.label, False)):
        ask = deck.placed(
            f"This path lists this under {strong(f'“{label}”')}: {sentence(told.subject.shown)}", block.section
        )
        yield TrueFalse(id="", ask=ask, answer=holds, why="" if holds else why)


def _ask(told: Fact, block: Contrast, deck: Deck) -> str:
    if _is_chain(block):
        return f"What does this path call {strong(told.subject)}?"
    return deck.placed(f"Under which label does this path list {strong(f'“{told.subject.shown}”')}?", block.section)
