"""Values in words: how templates say counts, days and durations, and how they show Markdown."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from flask import Flask
from markupsafe import Markup

from quizzes.core.markdown import render_block, render_cloze, render_inline
from quizzes.core.questions import Choice, Cloze, Decision, Question, TrueFalse, Typed
from quizzes.core.recall import Presentation
from quizzes.core.study import Forecast, Judged, Rating, SectionProgress

_LINK = re.compile(r'</?a(?:\s+[a-z]+="[^"]*")*>')
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_DAYS_A_MONTH = 30.44
_DAYS_A_YEAR = 365.25
_BAR = 1000
_BAR_GAP = 6
_BAR_GAPS = 120

# What one line of a reason holds in the narrowest column that it may stand in.
_REASON_LINE = 36
_REASON_LINES = 4
_FEEDBACK_LINE = 72
_FEEDBACK_LINES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One section's part of a mastery bar of width 1000."""

    start: float
    width: float
    known: float


def register(app: Flask) -> None:
    """Make the words known to templates."""
    for name, word in _FILTERS.items():
        app.add_template_filter(word, name)


def inline(text: str) -> Markup:
    """One line of Markdown."""
    return Markup(render_inline(text))


def plain(text: str) -> str:
    """Markdown as bare words on one line."""
    return " ".join(block(text).striptags().split())


def unlinked(text: str) -> Markup:
    """One line of Markdown without its links, for text that is itself a button."""
    return Markup(_LINK.sub("", render_inline(text)))


def block(text: str) -> Markup:
    """Markdown with paragraphs, lists, tables and code."""
    return Markup(render_block(text))


def cloze(text: str, fields: Sequence[str]) -> Markup:
    """Markdown with each blank replaced by the next field, which comes from a template of ours."""
    return Markup(render_cloze(text, fields))


def headline(text: str) -> str:
    """The first paragraph of a question: the part that is its heading."""
    return _split(text)[0]


def below(text: str) -> str:
    """What follows the first paragraph of a question."""
    return _split(text)[1]


def _split(text: str) -> tuple[str, str]:
    head, _, rest = text.strip().partition("\n\n")
    before, fence, after = head.partition("\n```")
    if fence:
        return before, f"```{after}\n\n{rest}".rstrip()
    return head, rest.strip()


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 card", "1,200 cards"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def soon(days: int) -> str:
    """In how many days something comes: "tomorrow", "in 6 days", "in 4 months"."""
    if days < 1:
        return "today"
    if days == 1:
        return "tomorrow"
    if days < 60:
        return f"in {days} days"
    if days < _DAYS_A_YEAR:
        return f"in {round(days / _DAYS_A_MONTH)} months"
    return f"in {count(round(days / _DAYS_A_YEAR), 'year')}"


def on_day(day: date) -> str:
    """A date in full: "30 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def minutes(milliseconds: int) -> str:
    """About how long something takes: "About 9 minutes"."""
    if milliseconds < 45_000:
        return "Less than a minute"
    return f"About {count(max(1, round(milliseconds / 60_000)), 'minute')}"


def clock(milliseconds: int) -> str:
    """How long something took: "8 min 40 s"."""
    whole, seconds = divmod(round(milliseconds / 1000), 60)
    return f"{whole} min {seconds} s" if whole else f"{seconds} s"


def reason_lines(reasons: Sequence[str]) -> int:
    """How many lines to keep free at each option, up to 4, for the longest reason that fits there; 0 without any.

    Every option gets the same room, so that the room tells nothing about which one is right.
    """
    fitting = [len(reason) for reason in reasons if reason and fits(reason)]
    return max([ceil((length + len("Your choice. ")) / _REASON_LINE) for length in fitting], default=0)


def fits(reason: str) -> bool:
    """Whether a reason is short enough to stand at its option; a longer one stands below them all."""
    return len(reason) + len("Your choice. ") <= _REASON_LINE * _REASON_LINES


def feedback_lines(question: Question, presentation: Presentation = Presentation.OPTIONS) -> int:
    """About how many lines of text follow the verdict, 0 to 6, so that their place can be kept free before it."""
    explained = ceil(len(question.explain) / _FEEDBACK_LINE)
    match question:
        case Choice() | Decision() if presentation is Presentation.TYPED:
            reasons = any(option.why for option in question.options)
            return min(_FEEDBACK_LINES, explained + 2 + 2 * reasons)
        case Typed():
            return min(_FEEDBACK_LINES, explained + 2)
        case Cloze():
            return min(_FEEDBACK_LINES, explained + len(question.blanks))
        case TrueFalse():
            return min(_FEEDBACK_LINES, explained + ceil(len(question.why) / _FEEDBACK_LINE))
        case _:
            return min(_FEEDBACK_LINES, explained)


def ratings(judged: Judged) -> list[Forecast]:
    """The rating an answer has and those it may get instead, from Again to Easy."""
    return sorted((judged.forecast, *judged.choices), key=lambda forecast: list(Rating).index(forecast.rating))


def has_hint(question: Question) -> bool:
    """Whether there is a hint to ask for: the question's own, or one of a blank."""
    return bool(question.hint) or (isinstance(question, Cloze) and any(blank.hint for blank in question.blanks))


def number_or(title: str, otherwise: str) -> str:
    """The number that a section's title begins with: "4.4" of "4.4 Types of failure injection"."""
    found = _NUMBER.match(title)
    return found[0] if found else otherwise


def segments(sections: Sequence[SectionProgress]) -> list[Segment]:
    """The parts of a mastery bar: each section as wide as its share of the questions."""
    asked = [section for section in sections if section.questions]
    total = sum(section.questions for section in asked)
    gap = min(_BAR_GAP, _BAR_GAPS // max(1, len(asked)))
    room = _BAR - gap * (len(asked) - 1)
    parts, start = [], 0.0
    for section in asked:
        width = room * section.questions / total
        parts.append(
            Segment(
                start=round(start, 1),
                width=round(width, 1),
                known=round(width * section.known / section.questions, 1),
            )
        )
        start += width + gap
    return parts


_FILTERS: dict[str, Callable[..., Any]] = {
    "below": below,
    "block": block,
    "clock": clock,
    "cloze": cloze,
    "count": count,
    "feedback_lines": feedback_lines,
    "fits": fits,
    "has_hint": has_hint,
    "headline": headline,
    "inline": inline,
    "minutes": minutes,
    "number_or": number_or,
    "plain": plain,
    "on_day": on_day,
    "ratings": ratings,
    "reason_lines": reason_lines,
    "segments": segments,
    "soon": soon,
    "unlinked": unlinked,
}
