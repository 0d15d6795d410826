"""What a question says, as text to compare with what another edition of it says."""

import re

from quizzes.core.generation.facts import Kind
from quizzes.core.paths.inline import unmarked
from quizzes.core.questions import Question, Verdict
from quizzes.core.regeneration.units import Unit, direction, kind_of

_PLACED = re.compile(r"^In “[^”]*”, ")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_PARTS = (Kind.CELL, Kind.TERM, Kind.PROPERTY, Kind.NEXT)
"""Facts that share the line they are quoted from with others; all other facts are their whole quotation."""


def answer(question: Question) -> str:
    """The right answer in words."""
    match question.kind:
        case "choice" | "multi" | "decision":
            right = (Verdict.RIGHT, Verdict.BEST)
            return ", ".join(option.text for option in question.options if option.verdict in right)
        case "typed" | "flashcard":
            return question.answer
        case _:
            return ""


def stem(question: Question) -> str:
    """The stem without the section it may be placed in."""
    return _PLACED.sub("", question.ask)


def value(question: Question) -> str:
    """The shortest text with the value of the question's fact."""
    if not _is_part(question):
        return question.explain
    forward = not direction(question) and kind_of(question) != Kind.PROPERTY
    return answer(question) if forward else stem(question)


def whole(question: Question) -> str:
    """Subject, attribute and value of the question's fact."""
    return f"{stem(question)} {answer(question)}" if _is_part(question) else question.explain


def source(unit: Unit) -> str:
    """What tells a unit from its neighbours: its own part of the line it came from, or all of that line."""
    own = unit.place.kind in (Kind.PROPERTY, Kind.NEXT)
    return unmarked(whole(unit.first) if own else unit.first.explain)


def subject(unit: Unit) -> str:
    """The subject in words; empty where the text itself is the subject."""
    match unit.place.kind:
        case Kind.PROPERTY:
            return answer(unit.first)
        case Kind.NEXT:
            text = unit.first.ask
        case Kind.CELL | Kind.TERM | Kind.TASK | Kind.MEANING:
            text = unit.first.explain
        case _:
            text = ""
    found = _BOLD.search(text)
    return found.group(1) if found else ""


def _is_part(question: Question) -> bool:
    return question.fact is not None and kind_of(question) in _PARTS
