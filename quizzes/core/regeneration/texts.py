"""What a question says, as text to compare with what another edition of it says."""

import re

from quizzes.core.generation.facts import Kind
from quizzes.core.paths.inline import unmarked
from quizzes.core.questions import Question, Verdict
from quizzes.core.regeneration.units import OPPOSED, Unit, direction

_PLACED = re.compile(r"^In “[^”]*”, ")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_QUOTED = (*OPPOSED, Kind.TASK)
_LISTED = (Kind.PROPERTY, Kind.NEXT)


def answer(question: Question) -> str:
    """The right answer in words."""
    match question.kind:
        case "choice" | "multi" | "decision":
            right = (Verdict.RIGHT, Verdict.BEST)
            return ", ".join(option.text for option in question.options if option.verdict in right)
        case "typed" | "flashcard":
            return question.answer
        case "truefalse":
            return "true" if question.answer else "false"
        case _:
            return ""


def stem(question: Question) -> str:
    """The stem without the section it may be placed in."""
    return _PLACED.sub("", question.ask)


def value(unit: Unit, question: Question) -> str:
    """The shortest text with the value of the question's fact."""
    if unit.is_composite or unit.place.kind in _QUOTED:
        return question.explain
    forward = not direction(question) and unit.place.kind != Kind.PROPERTY
    return answer(question) if forward else stem(question)


def whole(unit: Unit, question: Question) -> str:
    """Subject, attribute and value of the question's fact."""
    if unit.is_composite or unit.place.kind in _QUOTED:
        return question.explain
    return f"{stem(question)} {answer(question)}"


def source(unit: Unit) -> str:
    """What tells a unit from its neighbours: the line it came from, or its own part of that line."""
    question = unit.first
    return unmarked(whole(unit, question) if unit.place.kind in _LISTED else question.explain)


def subject(unit: Unit) -> str:
    """The subject of a named fact; empty where the text itself is the subject."""
    if unit.is_composite or unit.place.kind in OPPOSED:
        return ""
    if unit.place.kind == Kind.PROPERTY:
        return answer(unit.first)
    found = _BOLD.search(unit.first.ask if unit.place.kind == Kind.NEXT else unit.first.explain)
    return found.group(1) if found else ""
