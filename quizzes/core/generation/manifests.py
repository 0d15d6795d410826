"""Questions from YAML: a value hidden in a few lines, and what a commented field does."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizzes.core.generation import alerts, objects
from quizzes.core.generation.comments import label_of, noun
from quizzes.core.generation.distractors import Wrong, draw, options
from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.ids import short
from quizzes.core.generation.settings import Form, Gap, explains, field_of, form_of, gaps_of, is_asked
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.generation.windows import cloze, telling
from quizzes.core.generation.words import sentence
from quizzes.core.paths.code import CodeBlock, Manifest, Setting
from quizzes.core.paths.inline import escape
from quizzes.core.paths.values import Text
from quizzes.core.questions import Choice, Cloze, Flashcard, Matching, Question, Typed

_TRIES = 4
_MOST_SPLIT = 4
_OPENING = 10
_SAMPLE_GROUP = re.compile(r"(^|[./])(example|acme|my\w*)\.", re.IGNORECASE)
_SELECTOR = re.compile(r"\s*(?:- )*([a-z]+Selector):\s*(?:#.*)?$")

Group = tuple[Setting, ...]
"""One setting, or those of numbered entries that together are a split."""


def facts_of(block: CodeBlock) -> Iterator[Fact]:
    """The kind and purpose of each object, its values worth asking, and what comments explain."""
    for manifest in block.manifests:
        yield from objects.facts_of(block, manifest)
        for group in _groups(manifest):
            yield _setting(block, manifest, group)
        yield from alerts.facts_of(block, manifest)


def values(block: CodeBlock, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """A value hidden where it stands, with its fields as the way to it."""
    for told, manifest, group in _found(block, facts):
        if _hides(group):
            yield Slot(block=block, facts=(told,), candidates=_values(block, manifest, group, deck))


def remarks(block: CodeBlock, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """How the path explains a field, and which field it explains so."""
    for told, manifest, group in _found(block, facts):
        form, hides = form_of(group[0]), _hides(group)
        if len(group) > 1 or not explains(group[0]) or (form is Form.CHOICE and hides):
            continue
        candidates = _meaning(told, manifest, group[0], deck)
        yield Slot(block=block, facts=(told,), direction="means" if hides else "", candidates=candidates)
        if form is not Form.TEXT:
            candidates = _owners(told, manifest, group[0], deck)
            yield Slot(block=block, facts=(told,), direction="which", candidates=candidates)


RULES = (objects.objects, values, remarks, objects.fields, alerts.thresholds, alerts.responses)


def _groups(manifest: Manifest) -> Iterator[Group]:
    gathered: dict[tuple[str, ...], list[Setting]] = {}
    for setting in manifest.settings:
        if setting.spots and (is_asked(setting) or explains(setting)):
            gathered.setdefault(_way(setting), []).append(setting)
    for settings in gathered.values():
        if 1 < len(settings) <= _MOST_SPLIT and all(form_of(one) is Form.NUMBER for one in settings):
            yield tuple(settings)
        else:
            yield from ((one,) for one in settings)


def _way(setting: Setting) -> tuple[str, ...]:
    """The fields to a setting without numbers of entries."""
    return tuple(name for name in setting.fields if not name.startswith("#"))


def _hides(group: Group) -> bool:
    return all(is_asked(setting) for setting in group)


def _setting(block: CodeBlock, manifest: Manifest, group: Group) -> Fact:
    way = _way(group[0]) if len(group) > 1 else group[0].fields
    said = [", ".join(spot.text for spot in setting.spots) for setting in group]
    comment = group[0].comment if len(group) == 1 else ""
    value = " / ".join(said) + (f" ({comment})" if comment else "")
    subject = " ".join(filter(None, (manifest.kind, ".".join(way))))
    shown = f"`{' › '.join(_way(group[0]))}`: {', '.join(f'`{text}`' for text in said)}"
    told = fact(
        block,
        Kind.SETTING,
        subject=Text(subject, subject),
        value=Text(value, value),
        lines=(group[0].lines[0], group[-1].spots[-1].line),
        quote=f"{shown} — {escape(comment)}" if comment else shown,
    )
    holder = next((name for name in reversed(way[:-1]) if name not in ("labels", "spec")), manifest.kind)
    return replace(told, name=(short(block.section.title, 3), short(holder, 2), short(way[-1], 2)))


def _found(block: CodeBlock, facts: Sequence[Fact]) -> Iterator[tuple[Fact, Manifest, Group]]:
    """The facts about settings with what they were told of."""
    groups = {
        (told.subject.plain, told.lines): (manifest, group)
        for manifest in block.manifests
        for group in _groups(manifest)
        for told in (_setting(block, manifest, group),)
    }
    for told in facts:
        if told.kind is Kind.SETTING and (told.subject.plain, told.lines) in groups:
            yield told, *groups[told.subject.plain, told.lines]


def _values(block: CodeBlock, manifest: Manifest, group: Group, deck: Deck) -> Iterator[Question]:
    gaps = tuple(gap for setting in group for gap in gaps_of(setting))
    window = cloze(block, [gap.spot for gap in gaps])
    if window:
        label, tells = label_of(block, group[0].lines[0]), [telling(gap.spot.text) for gap in gaps]
        named = label and not any(pattern.search(label) for pattern in tells)
        way = " › ".join(name for name in _way(group[0]) if not any(pattern.search(name) for pattern in tells))
        entry = f" for **{escape(label)}**" if named else ""
        bare = f"Complete {noun(manifest)}{entry}: {_asked(group, gaps)} at `{way}`?"
        # The title of a section may hold the answer.
        for ask in (deck.placed(bare, block.section), bare):
            yield Cloze(id="", ask=f"{ask}\n\n{window}", blanks=tuple(gap.blank for gap in gaps))


def _asked(group: Group, gaps: Sequence[Gap]) -> str:
    if gaps[0].blank.match is Matching.SET:
        return "which two entries stand"
    if len(group) == len(gaps) == 1 and (len(group[0].spots) > 1 or gaps[0].blank.answer != group[0].spots[0].text):
        return "which entry is missing"
    return "which values stand" if len(gaps) > 1 else "which value stands"


def _spelled(setting: Setting) -> str:
    mark = '"' if setting.spots[0].quoted else ""
    return f"`{field_of(setting)}: {mark}{setting.spots[0].text}{mark}`"


def _crumbs(setting: Setting) -> str:
    return f"`{' › '.join(_way(setting)[-2:])}`"


def _meaning(told: Fact, manifest: Manifest, setting: Setting, deck: Deck) -> Iterator[Question]:
    """A number is asked by its field; what a switch or a word means depends on it, so it is shown."""
    way = _crumbs(setting) if is_asked(setting) else _spelled(setting)
    ask = deck.placed(f"How does this path explain {way} in {noun(manifest)}?", told.section)
    right = Text(escape(setting.comment), setting.comment)
    others = [one for one in manifest.settings if explains(one) and one.comment != setting.comment]
    pool = [Wrong(Text(escape(one.comment), one.comment), f"That is {_crumbs(one)}.") for one in others]
    for turn in range(_TRIES):
        wrongs = draw([pool], right=right, seed=f"{told.key}/{turn}", allowed=lambda _: True)
        yield Choice(id="", ask=ask, options=options(right, wrongs))
    yield Flashcard(id="", ask=ask, answer=right.shown)


def _owners(told: Fact, manifest: Manifest, setting: Setting, deck: Deck) -> Iterator[Question]:
    comment = escape(setting.comment)
    ask = deck.placed(f"Which field of {noun(manifest)} does this path explain as **“{comment}”**?", told.section)
    name = field_of(setting)
    others = {field_of(one): one for one in manifest.settings if explains(one) and field_of(one) != name}
    pool = [
        Wrong(Text(f"`{other}`", other), f"That one: {sentence(escape(one.comment))}") for other, one in others.items()
    ]
    spare = {field_of(one) for one in manifest.settings if is_asked(one)} - others.keys() - {name}
    unsaid = [
        Wrong(Text(f"`{other}`", other), "This path explains it otherwise or not at all.") for other in sorted(spare)
    ]
    for turn in range(_TRIES):
        wrongs = draw(
            [pool, unsaid], right=Text(f"`{name}`", name), seed=f"{told.key}/which/{turn}", allowed=lambda _: True
        )
        yield Choice(id="", ask=ask, options=options(Text(f"`{name}`", name), wrongs))
    yield Typed(id="", ask=ask, answer=name)
