"""Questions from trees of folders: which folder holds what, what a remark says of an entry, and a folder's contents."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quizzes.core.generation.distractors import Wrong, draw, options, shuffled, wrong_option
from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.ids import short, slug
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.paths.drawings import Entry, Folders, holders
from quizzes.core.paths.inline import escape
from quizzes.core.paths.values import Text
from quizzes.core.questions import Choice, Flashcard, Multi, Option, Question, Verdict, text_key

_TRIES = 4
_MOST_OF_A_SIDE = 4
_ASIDE = "remark"
_SAMPLE = re.compile(
    r"(?:my|your|our|an?|another|other|some|sample|example|demo|foo|bar|baz|qux|acme|hello|placeholder)(?:[-_. ].*)?"
    r"|(?:app|application|service|svc|team|project|repo|module|package|user|tenant|customer|file)[-_]?(?:[a-z]|\d+)"
    r"|checkout|payments?|orders?|cart|todos?|shop|petclinic|guestbook|bookinfo",
    re.IGNORECASE,
)


def facts_of(block: Folders) -> Iterator[Fact]:
    """Which folder an entry stands in, where its name stands in the tree once; and the remark beside it."""
    times = Counter(entry.name for entry in block.entries)
    for entry in block.entries:
        if times[entry.name] > 1:
            continue
        shown = Text(f"`{entry.name}`", entry.name)
        if entry.folders and not is_sample(entry.name) and not is_sample(entry.folders[-1]):
            holder = Text(f"`{_folder(entry.folders)}`", _folder(entry.folders))
            line = next(other.line for other in block.entries if (*other.folders, other.name) == entry.folders)
            yield fact(
                block,
                Kind.PLACE,
                subject=shown,
                attribute="folder",
                value=holder,
                lines=(entry.line, entry.line),
                grounds=(line,),
                quote=f"`{'/'.join(name.rstrip('/') for name in (*entry.folders, entry.name))}`",
            )
        if entry.aside:
            said = Text(escape(entry.aside), entry.aside)
            quote = f"`{entry.name}` — {said.shown}"
            lines = (entry.line, entry.line)
            yield fact(block, Kind.PLACE, subject=shown, attribute=_ASIDE, value=said, lines=lines, quote=quote)


def is_sample(name: str) -> bool:
    """Whether an entry has a name that every reader replaces by their own, so that its place teaches nothing."""
    return bool(_SAMPLE.fullmatch(name.strip("./").split(".")[0]))


def places(block: Folders, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """Which folder holds an entry; wrong are folders that do not lie around it."""
    by_name = {entry.name: entry for entry in block.entries}
    for told in facts:
        if told.attribute != _ASIDE:
            yield Slot(block=block, facts=(told,), candidates=_places(block, told, by_name[told.subject.plain], deck))


def remarks(block: Folders, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """What the tree remarks on an entry, and on which entry it remarks so."""
    told_of = [told for told in facts if told.attribute == _ASIDE]
    for told in told_of:
        others = [other for other in told_of if other.value != told.value]
        yield Slot(block=block, facts=(told,), candidates=_remarks(block, told, others, deck))
        yield Slot(block=block, facts=(told,), direction="which", candidates=_remarked(block, told, others, deck))


def contents(block: Folders, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """All that stands in the fullest folder, to tick among what stands elsewhere."""
    placed = [told for told in facts if told.attribute != _ASIDE]
    fullest = Counter(told.value.plain for told in placed).most_common(1)
    if not fullest:
        return
    folder = fullest[0][0]
    key = f"contents:{slug(block.section.title)}:{slug(block.root)}"
    inside, outside = (
        list(
            shuffled([told for told in placed if (told.value.plain == folder) is side], seed=key, most=_MOST_OF_A_SIDE)
        )
        for side in (True, False)
    )
    keyed = tuple(
        Option(key=text_key(told.subject.shown), text=told.subject.shown, verdict=Verdict.RIGHT) for told in inside
    )
    wrongs = (wrong_option(Wrong(told.subject, f"It stands in {told.value.shown}.")) for told in outside)
    ask = deck.placed(f"Which of these stand directly in `{folder}`{_of(block)}?", block.section)
    yield Slot(
        block=block,
        facts=(*inside, *outside),
        name=(short(block.section.title, 3), short(folder, 2)),
        direction="contents",
        key=key,
        candidates=(Multi(id="", ask=ask, options=(*keyed, *wrongs)),),
    )


RULES = (places, remarks, contents)


def _folder(folders: Sequence[str]) -> str:
    return f"{folders[-1].rstrip('/')}/"


def _of(block: Folders) -> str:
    return f" of `{block.root}`" if block.root.strip("./") else ""


def _inside(block: Folders, way: tuple[str, ...]) -> str:
    names = [f"`{entry.name}`" for entry in block.entries if entry.folders == way]
    return ", ".join(names[:_MOST_OF_A_SIDE]) + (", …" if len(names) > _MOST_OF_A_SIDE else "")


def _places(block: Folders, told: Fact, entry: Entry, deck: Deck) -> Iterator[Question]:
    ask = deck.placed(f"Which folder{_of(block)} directly holds {told.subject.shown}?", block.section)
    ways = [way for way in holders(block.entries) if way != entry.folders[: len(way)] and way[-1] != entry.name]
    ways = [way for way in ways if not is_sample(way[-1])]
    others = [(_inside(block, way), _folder(way)) for way in ways]
    full = [Wrong(Text(f"`{name}`", name), f"There stand: {inside}.") for inside, name in others if inside]
    empty = [Wrong(Text(f"`{name}`", name), "Nothing is shown in it.") for inside, name in others if not inside]
    for turn in range(_TRIES):
        wrongs = draw(
            [full, empty],
            right=told.value,
            seed=f"{told.key}/{turn}",
            allowed=lambda wrong: not deck.base.holds(told.subject, wrong.text),
        )
        yield Choice(id="", ask=ask, options=options(told.value, wrongs))


def _remarks(block: Folders, told: Fact, others: Sequence[Fact], deck: Deck) -> Iterator[Question]:
    ask = deck.placed(f"What does this path say about {told.subject.shown}{_of(block)}?", block.section)
    pool = [Wrong(other.value, f"That is {other.subject.shown}.") for other in others]
    for turn in range(_TRIES):
        wrongs = draw([pool], right=told.value, seed=f"{told.key}/{turn}", allowed=lambda _: True)
        yield Choice(id="", ask=ask, options=options(told.value, wrongs))
    yield Flashcard(id="", ask=ask, answer=told.value.shown)


def _remarked(block: Folders, told: Fact, others: Sequence[Fact], deck: Deck) -> Iterator[Question]:
    ask = deck.placed(f"About which entry{_of(block)} does this path say **“{told.value.shown}”**?", block.section)
    pool = [Wrong(other.subject, f"There the path says: {other.value.shown}") for other in others]
    for turn in range(_TRIES):
        wrongs = draw([pool], right=told.subject, seed=f"{told.key}/which/{turn}", allowed=lambda _: True)
        yield Choice(id="", ask=ask, options=options(told.subject, wrongs))
