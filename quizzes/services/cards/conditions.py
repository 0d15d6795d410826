"""A query as a condition on a question with its deck, section, version and, where there is one, card.

Each is true or false and never NULL, so that its negation finds the rest.
"""

import json
import operator
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select, true
from sqlalchemy.sql.elements import SQLCoreOperations

from models.decks import Deck, Question, QuestionVersion
from models.paths import Section
from models.remarks import Flag, Note
from models.study import Card
from quizzes.core.scheduling.answering import LEECH_LAPSES
from quizzes.core.scheduling.card import MATURE_DAYS
from quizzes.core.search import (
    Comparison,
    Condition,
    Field,
    Is,
    Measure,
    Measured,
    Named,
    Query,
    State,
    Term,
    Words,
)
from quizzes.services.cards.texts import member, said
from quizzes.services.study.parts import ME, TODAY, awake

ASK = member(QuestionVersion.content, "ask")
ANSWERED = Card.due_day.is_not(None)

STATES: Mapping[State, ColumnElement[bool]] = {
    State.DUE: and_(
        ANSWERED,
        Card.suspended.is_(False),
        awake(),
        or_(Card.due_day <= TODAY, Card.drill_day.is_not_distinct_from(TODAY)),
    ),
    State.NEW: Card.due_day.is_(None),
    State.YOUNG: and_(ANSWERED, Card.interval_days < MATURE_DAYS),
    State.MATURE: and_(ANSWERED, Card.interval_days >= MATURE_DAYS),
    State.SUSPENDED: Card.suspended.is_(True),
    State.BURIED: and_(Card.not_before.is_not(None), Card.not_before > TODAY),
    State.LEECH: and_(Card.lapses.is_not(None), Card.lapses >= LEECH_LAPSES),
    State.FLAGGED: select(Flag.id)
    .where(Flag.learner_id == ME, Flag.question_id == Question.id, Flag.settled_at.is_(None))
    .correlate(Question)
    .exists(),
    State.NOTED: select(Note.question_id)
    .where(Note.learner_id == ME, Note.question_id == Question.id)
    .correlate(Question)
    .exists(),
}
"""What makes a card each of the things that it can be."""

# Whoever has not answered a question yet must not find its answer by looking for it.
_TEXT = case((Card.due_day.is_(None), ASK), else_=said(QuestionVersion.content))
_TAGS = func.coalesce(member(QuestionVersion.content, "tags"), "")
_SECTION = func.coalesce(Section.title, "")
_NUMBER = re.compile(r"\d+(\.\d+)*")

_COUNTED: Mapping[Measure, Any] = {
    Measure.INTERVAL: Card.interval_days,
    Measure.EASE: Card.ease_hundredths,
    Measure.LAPSES: Card.lapses,
    Measure.DUE: Card.due_day,
}
_COMPARED: Mapping[Comparison, Callable[[Any, Any], Any]] = {
    Comparison.LESS: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.EQUAL: operator.eq,
    Comparison.AT_LEAST: operator.ge,
    Comparison.MORE: operator.gt,
}


def matching(query: Query, *, today: date) -> ColumnElement[bool]:
    """Whether the query finds the card at hand."""
    if not query.alternatives:
        return true()
    return or_(*(and_(*(_holds(term, today) for term in terms)) for terms in query.alternatives))


def _holds(term: Term, today: date) -> ColumnElement[bool]:
    condition = _condition(term.condition, today)
    return not_(condition) if term.negated else condition


def _condition(condition: Condition, today: date) -> ColumnElement[bool]:
    match condition:
        case Words(text=text):
            # Most rows are passed over by their stored form, which costs far less to look through than what it says.
            return and_(_contains(QuestionVersion.content, _stored(text)), _contains(_TEXT, text))
        case Named(field=field, name=name):
            return _NAMED[field](name)
        case Is(state=state):
            return STATES[state]
        case Measured(measure=measure, comparison=comparison, number=number):
            limit = today + timedelta(days=number) if measure is Measure.DUE else number
            return and_(ANSWERED, _COMPARED[comparison](_COUNTED[measure], limit))


def _contains(text: SQLCoreOperations[str], words: str) -> ColumnElement[bool]:
    # SQLite folds the case of ASCII alone, so other letters are looked for as they are usually written.
    spellings = {words} if words.isascii() else {words, words.lower(), words.upper(), words.capitalize()}
    return or_(*(text.icontains(spelling, autoescape=True) for spelling in sorted(spellings)))


def _in_deck(name: str) -> ColumnElement[bool]:
    return or_(_contains(Deck.title, name), func.lower(Deck.key) == name.lower())


def _in_section(name: str) -> ColumnElement[bool]:
    """A number stands for the section and all below it: 4 for 4.4, but not for 44."""
    if _NUMBER.fullmatch(name):
        return or_(*(_SECTION.like(name + rest) for rest in ("", " %", ".%")))
    return or_(_contains(_SECTION, name), Question.section == name)


def _tagged(name: str) -> ColumnElement[bool]:
    return _contains(_TAGS, f'"{_stored(name)}"')


def _stored(text: str) -> str:
    """The text as it stands within JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


_NAMED: Mapping[Field, Callable[[str], ColumnElement[bool]]] = {
    Field.DECK: _in_deck,
    Field.SECTION: _in_section,
    Field.TAG: _tagged,
    Field.KIND: lambda name: Question.kind == name,
}
