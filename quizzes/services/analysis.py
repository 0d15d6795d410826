"""A deck's questions in numbers, for those who may change them: from the first answers of every learner."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Integer, Row, Select, and_, bindparam, func, select
from sqlalchemy.orm import Session

from models.base import AnySelect, Id
from models.decks import IS_CURRENT, TASK, Deck, Question, QuestionVersion
from models.remarks import Flag
from models.study import Card, Enrollment, Review
from quizzes.core.access import Action, NotFound, allows
from quizzes.core.analysis.exposures import Exposure
from quizzes.core.analysis.numbers import Asked, Numbers, analyse
from quizzes.core.grading import Response
from quizzes.core.recall import Presentation
from quizzes.core.scheduling.card import ANSWERS, EntryKind
from quizzes.core.scheduling.state import PASS
from quizzes.services.access import deck_for, relation_to
from quizzes.services.study.facing import content_of
from quizzes.services.study.lately import quality_now, undone

MOST_LEARNERS = 500
"""Whose first answers count in a deck's numbers: those who came last. Already 500 tell a share to within 5 points."""

_RESPONSES = 10_000
_DECK = bindparam("deck", type_=Id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A deck's questions in its order, with their numbers; `learners` are all whose first answers count.

    `editable`: whoever asks may publish the deck in the browser.
    """

    deck_id: int
    title: str
    editable: bool
    learners: int
    numbers: tuple[Numbers, ...]


def analysis(session: Session, *, deck_id: int, learner_id: int | None) -> Analysis:
    """The numbers of every question that is asked; raises NotFound unless one may see what learners say."""
    known = relation_to(session, deck_id=deck_id, learner_id=learner_id)
    deck = deck_for(session, Action.SEE_REMARKS, deck_id=deck_id, learner_id=learner_id)
    return _analysis(session, deck, editable=allows(Action.PUBLISH, known), most=MOST_LEARNERS)


def of_server(session: Session, *, key: str, most: int = MOST_LEARNERS) -> Analysis:
    """The numbers of a deck of the server's, for the command line, from so many learners; raises NotFound."""
    deck = session.scalars(select(Deck).where(Deck.owner_id.is_(None), Deck.key == key)).one_or_none()
    if deck is None:
        raise NotFound(f"this server has no deck {key} of its own")
    return _analysis(session, deck, editable=False, most=most)


def _analysis(session: Session, deck: Deck, *, editable: bool, most: int) -> Analysis:
    asked = [_asked(row) for row in session.connection().execute(_ASKED, {"deck": deck.id})]
    exposures = list(_exposures(session, deck.id, most=most))
    return Analysis(
        deck_id=deck.id,
        title=deck.title,
        editable=editable,
        learners=len({one.learner_id for one in exposures}),
        numbers=analyse(exposures, asked),
    )


def _asked(row: Row[int, int, str, int, int, int]) -> Asked:
    question_id, version_id, content, answers, lapses, flags = row
    return Asked(
        question_id=question_id,
        question=content_of(version_id, content),
        answers=answers,
        lapses=lapses,
        flags=flags,
    )


def _exposures(session: Session, deck_id: int, *, most: int) -> Iterator[Exposure]:
    rows = session.connection().execute(_first_answers(), {"deck": deck_id, "most": most})
    # Most learners say what others said: each response is read once and stands in memory once.
    read = lru_cache(maxsize=_RESPONSES)(Response.from_json)
    for row in rows:
        passed = row.quality >= PASS
        yield Exposure(
            learner_id=row.learner_id,
            question_id=row.question_id,
            # An answer that was overruled, or is the learner's own word, has no other score than its grade.
            score=row.score if row.score is not None and passed == (row.graded >= PASS) else float(passed),
            response=read(row.response) if row.response else None,
            offered=row.presented != Presentation.TYPED,
            taken_ms=row.taken_ms,
            kept=row.next_quality >= PASS if row.next_kind == EntryKind.REVIEW else None,
        )


@cache
def _first_answers() -> AnySelect:
    """Each learner's first answer to each question of the deck at its present `rev`, with how the next review went."""
    latest = (
        select(Enrollment.learner_id)
        .where(Enrollment.deck_id == _DECK)
        .order_by(Enrollment.learner_id.desc())
        .limit(bindparam("most", type_=Integer))
    )
    learner = (Review.question_id, Review.learner_id)
    turns: dict[str, Any] = {"partition_by": learner, "order_by": Review.seq}
    standing = (
        select(
            *learner,
            Review.quality.label("graded"),
            quality_now().label("quality"),
            Review.score,
            Review.response,
            Review.presented,
            Review.taken_ms,
            func.row_number().over(**turns).label("place"),
            func.lead(Review.kind).over(**turns).label("next_kind"),
            func.lead(quality_now()).over(**turns).label("next_quality"),
        )
        .join(Question, and_(Question.id == Review.question_id, Question.rev == Review.rev))
        .where(
            Question.deck_id == _DECK,
            Question.retired.is_(False),
            Review.learner_id.in_(latest),
            Review.quality.is_not(None),
            Review.kind.in_(ANSWERS - {EntryKind.DRILL}),
            ~undone(),
        )
        .cte("standing")
    )
    return select(standing).where(standing.c.place == 1).order_by(standing.c.question_id, standing.c.learner_id)


_COUNTS = (
    select(func.coalesce(func.sum(Card.answers), 0)).where(Card.question_id == Question.id).scalar_subquery(),
    select(func.coalesce(func.sum(Card.lapses), 0)).where(Card.question_id == Question.id).scalar_subquery(),
    select(func.count()).where(Flag.question_id == Question.id).scalar_subquery(),
)
_ASKED: Select[int, int, str, int, int, int] = (
    select(Question.id, QuestionVersion.id, QuestionVersion.content, *_COUNTS)
    .join(QuestionVersion, IS_CURRENT)
    .where(Question.deck_id == _DECK, Question.retired.is_(False), Question.kind != TASK)
    .order_by(Question.position, Question.id)
)
