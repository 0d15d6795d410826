"""Questions from alert rules: the factor and the windows of an expression, and how to respond to an alert."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizzes.core.generation.comments import head_and_rest, label_of
from quizzes.core.generation.facts import Fact, Kind, fact
from quizzes.core.generation.ids import short
from quizzes.core.generation.settings import amount
from quizzes.core.generation.slots import Deck, Slot
from quizzes.core.generation.windows import cloze
from quizzes.core.paths.code import CodeBlock, Manifest, Setting, Spot
from quizzes.core.paths.inline import escape
from quizzes.core.paths.manifests import remark_above
from quizzes.core.paths.values import Text
from quizzes.core.questions import Cloze, Flashcard

_NUMBER = r"(\d+(?:\.\d+)?)"
_THRESHOLD = re.compile(rf"[<>]=?\s*(?:bool\s+)?\(?\s*{_NUMBER}")
_WINDOW = re.compile(r"\[(\d+[smhdwy])(?::\w*)?\]")
_FACTOR = re.compile(r"\s*\*")
_LIMITS, _WINDOWS = "threshold", "windows"


def facts_of(block: CodeBlock, manifest: Manifest) -> Iterator[Fact]:
    """Of each alert: what its expression is compared with, over which windows, and the response its comment demands."""
    rules = [setting for setting in manifest.settings if setting.fields[-1:] == ("expr",)]
    for rule in rules:
        for attribute, spots in _spots(block, rule):
            yield _fact(block, rule, attribute, spots)
    for setting in manifest.settings:
        if setting.fields[-1:] == ("alert",) and setting.spots:
            yield from _response(block, setting)


def thresholds(block: CodeBlock, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """The numbers of an expression hidden in it."""
    rules = {_name(rule): rule for manifest in block.manifests for rule in manifest.settings}
    for told in facts:
        rule = rules.get(told.subject.plain)
        if rule is None or told.attribute not in (_LIMITS, _WINDOWS):
            continue
        spots = dict(_spots(block, rule))[told.attribute]
        window = cloze(block, spots, within=_expression(rule, block))
        if window:
            ask = deck.placed(
                f"Complete the alert rule{_entry(block, rule)}: {_asked(block, told, spots)}?", block.section
            )
            blanks = tuple(amount(spot.text, "") for spot in spots)
            yield Slot(block=block, facts=(told,), candidates=(Cloze(id="", ask=f"{ask}\n\n{window}", blanks=blanks),))


def responses(block: CodeBlock, facts: Sequence[Fact], deck: Deck) -> Iterator[Slot]:
    """How to respond to an alert; there are seldom enough of them for a choice."""
    for told in facts:
        if told.kind is Kind.FIELD and told.attribute == "alert":
            ask = deck.placed(f"What does this path say about the alert for **{told.subject.shown}**?", block.section)
            candidates = (Flashcard(id="", ask=ask, answer=told.value.shown),)
            yield Slot(block=block, facts=(told,), candidates=candidates)


def _spots(block: CodeBlock, rule: Setting) -> Iterator[tuple[str, tuple[Spot, ...]]]:
    """The first place of each different number of an expression."""
    limits = _different(_found(block, rule, _THRESHOLD))
    if limits:
        yield _LIMITS, limits
    windows = _different(_found(block, rule, _WINDOW))
    if windows and limits:
        yield _WINDOWS, windows


def _found(block: CodeBlock, rule: Setting, pattern: re.Pattern[str]) -> Iterator[Spot]:
    for line in range(rule.lines[0], rule.lines[1] + 1):
        for found in pattern.finditer(block.code[line - block.start]):
            yield Spot(text=found.group(1), line=line, first=found.start(1), last=found.end(1))


def _different(spots: Iterator[Spot]) -> tuple[Spot, ...]:
    first: dict[str, Spot] = {}
    for spot in spots:
        first.setdefault(spot.text, spot)
    return tuple(first.values())


def _fact(block: CodeBlock, rule: Setting, attribute: str, spots: Sequence[Spot]) -> Fact:
    name = _name(rule)
    value = ", ".join(spot.text for spot in spots)
    told = fact(
        block,
        Kind.SETTING,
        subject=Text(name, name),
        attribute=attribute,
        value=Text(value, value),
        lines=(spots[0].line, spots[-1].line),
        quote=f"{_entry(block, rule)[5:] or 'The rule'} — {attribute}: {', '.join(f'`{spot.text}`' for spot in spots)}",
    )
    return replace(told, name=(short(block.section.title, 3), short(" ".join(rule.fields[-2:-1]), 3), attribute))


def _name(rule: Setting) -> str:
    return ".".join(rule.fields)


def _entry(block: CodeBlock, rule: Setting) -> str:
    label = label_of(block, rule.lines[0]) or (rule.fields[-2] if len(rule.fields) > 1 else "")
    return f" for **{escape(label)}**" if label else ""


def _asked(block: CodeBlock, told: Fact, spots: Sequence[Spot]) -> str:
    if told.attribute == _WINDOWS:
        return "over which windows does it look" if len(spots) > 1 else "over which window does it look"
    code = block.code[spots[0].line - block.start]
    what = "factor" if _FACTOR.match(code, spots[0].last) else "threshold"
    return f"which {what} stands in its condition" if len(spots) == 1 else f"which {what}s stand in its condition"


def _expression(rule: Setting, block: CodeBlock) -> tuple[int, int]:
    """The lines of an expression without its field, where it stands under it."""
    first = rule.lines[0]
    below = block.code[first - block.start].rstrip().endswith(("|", ">", "|-", ">-", ":"))
    return min(first + below, rule.lines[1]), rule.lines[1]


def _response(block: CodeBlock, setting: Setting) -> Iterator[Fact]:
    line = setting.lines[0]
    head, rest = head_and_rest(remark_above(block.code, line - block.start))
    if head:
        yield fact(
            block,
            Kind.FIELD,
            subject=Text(escape(head), head),
            attribute="alert",
            value=Text(escape(rest), rest),
            lines=(line - 1, line),
            quote=f"**{escape(head)}** — {escape(rest)}",
        )
