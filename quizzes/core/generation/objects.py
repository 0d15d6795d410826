"""Questions about the objects that YAML describes: which kind serves what, and the words of their own language."""

import re
from collections.abc import Iterator, Sequence

from quizzes.core.generation.comments import noun, purpose_of
from quizzes.core.generation.distractors import Wrong, draw, nearby, options
from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.generation.windows import cloze
from quizzes.core.generation.words import strong
from quizzes.core.paths.code import CodeBlock, Manifest, Spot
from quizzes.core.paths.inline import escape
from quizzes.core.paths.values import Text
from quizzes.core.questions import Blank, Choice, Cloze, Flashcard, Question

_TRIES = 4
_OPENING = 10
_SAMPLE_GROUP = re.compile(r"(^|[./])(example|acme|my\w*)\.", re.IGNORECASE)
_SELECTOR = re.compile(r"\s*(?:- )*([a-z]+Selector):\s*(?:#.*)?$")


def facts_of(block: CodeBlock, manifest: Manifest) -> Iterator[Fact]:
    """The kind and purpose of an object, and the field by which it selects others."""
    yield from _object(block, manifest)
    yield from _selectors(block, manifest)


def objects(block: CodeBlock, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """Which kind of object serves a purpose, and what an object is for; without a purpose the kind in its place."""
    for told in facts:
        if told.kind is Kind.OBJECT:
            yield Slot(block=block, facts=(told,), candidates=_purposes(told, deck))
            yield Slot(block=block, facts=(told,), direction="which", candidates=_kinds(told, deck))


def fields(block: CodeBlock, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """A telling word of the object's own language in its place: its kind, or the field that selects by labels."""
    for told in facts:
        if told.kind is not Kind.FIELD or told.attribute not in ("kind", "selector"):
            continue
        spot = _spot(block, told.lines[0], told.value.plain)
        if told.attribute == "kind":
            last = min(told.lines[0] + _OPENING, block.start + len(block.code) - 1)
            window, ask = cloze(block, (spot,), within=(told.lines[0] - 1, last)), "What kind of object is this?"
        else:
            manifest = next(one for one in block.manifests if one.lines[0] <= spot.line <= one.lines[1])
            window, ask = cloze(block, (spot,)), f"Complete {noun(manifest)}: which field selects by these labels?"
        if window:
            blanks = (Blank(answer=spot.text),)
            # The title of a section may hold the answer.
            asks = (deck.placed(ask, block.section), ask)
            candidates = tuple(Cloze(id="", ask=f"{stem}\n\n{window}", blanks=blanks) for stem in asks)
            yield Slot(block=block, facts=(told,), candidates=candidates)


def _object(block: CodeBlock, manifest: Manifest) -> Iterator[Fact]:
    """The kind of an object, which is one of its tool's and not of the sample's own making."""
    kind = next((setting for setting in manifest.settings if setting.fields == ("kind",)), None)
    if kind is None or not kind.spots or _SAMPLE_GROUP.search(manifest.group):
        return
    shown, purpose = Text(f"`{manifest.kind}`", manifest.kind), purpose_of(manifest)
    line = kind.lines[0]
    if not purpose:
        place, quote = Text("kind", "kind"), f"`kind: {manifest.kind}`"
        yield fact(block, Kind.FIELD, subject=place, attribute="kind", value=shown, lines=(line, line), quote=quote)
        return
    first = next((at for at in range(line, block.start - 1, -1) if purpose[-8:] in block.code[at - block.start]), line)
    yield fact(
        block,
        Kind.OBJECT,
        subject=shown,
        attribute="purpose",
        value=Text(escape(purpose), purpose),
        lines=(min(first, line), line),
        quote=f"`{manifest.kind}` — {escape(purpose)}",
    )


def _selectors(block: CodeBlock, manifest: Manifest) -> Iterator[Fact]:
    for line in range(manifest.lines[0], manifest.lines[1] + 1):
        found = _SELECTOR.match(block.code[line - block.start])
        if found:
            value, place = Text(f"`{found.group(1)}`", found.group(1)), manifest.kind or "manifest"
            yield fact(
                block,
                Kind.FIELD,
                subject=Text(place, place),
                attribute="selector",
                value=value,
                lines=(line, line),
                quote=f"{value.shown} selects by labels.",
            )


def _spot(block: CodeBlock, line: int, text: str) -> Spot:
    first = block.code[line - block.start].index(text)
    return Spot(text=text, line=line, first=first, last=first + len(text))


def _purposes(told: Fact, deck: Deck) -> Iterator[Question]:
    ask = deck.placed(f"What does this path say about its **{told.subject.plain}**?", told.section)
    pool = [Wrong(other.value, f"That is the {strong(other.subject.plain)}.") for other in _others(told, deck)]
    for turn in range(_TRIES):
        wrongs = draw([pool], right=told.value, seed=f"{told.key}/{turn}", allowed=lambda _: True)
        yield Choice(id="", ask=ask, options=options(told.value, wrongs))
    yield Flashcard(id="", ask=ask, answer=told.value.shown)


def _kinds(told: Fact, deck: Deck) -> Iterator[Question]:
    ask = f"Which kind of object does this path introduce with **“{told.value.shown}”**?"
    pool = [Wrong(other.subject, f"That one is introduced with: {other.value.shown}") for other in _others(told, deck)]
    for turn in range(_TRIES):
        wrongs = draw([pool], right=told.subject, seed=f"{told.key}/which/{turn}", allowed=lambda _: True)
        yield Choice(id="", ask=ask, options=options(told.subject, wrongs))


def _others(told: Fact, deck: Deck) -> list[Fact]:
    """Objects of other kinds, wherever the path shows them."""
    known = nearby(deck.base.of_kind[Kind.OBJECT], but=told, seed=told.key)
    return [other for other in known if other.subject != told.subject]
