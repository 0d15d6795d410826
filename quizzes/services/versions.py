"""The history of a question: who changed what, for those who may read its deck."""

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.base import AnySelect, Id
from models.decks import Deck, DeckRevision, Question, QuestionVersion
from models.removals import REMOVED
from models.study import Review
from models.visibility import known_name, relation
from quizzes.core import versions
from quizzes.core.access import Action, NotFound, Relation, allows, require
from quizzes.core.questions import Question as Content
from quizzes.core.scheduling.card import ANSWERS
from quizzes.core.versions import Stored, Version
from quizzes.services.study.facing import content_of

MOST_VERSIONS = 100
"""Versions of a question that are shown, the latest."""

_ME, _THIS = bindparam("learner", type_=Id), bindparam("question", type_=Id)
_ASKED = (
    select(
        Question.deck_id,
        Deck.title,
        relation(_ME).label("relation"),
        select(Review.seq)
        .where(Review.learner_id == _ME, Review.question_id == _THIS, Review.kind.in_(ANSWERS))
        .correlate(None)
        .exists()
        .label("answered"),
    )
    .join(Deck, Deck.id == Question.deck_id)
    .where(Question.id == _THIS, Deck.id.not_in(REMOVED))
)
_PUBLISHED_IN = (
    select(func.max(DeckRevision.number))
    .where(DeckRevision.deck_id == Question.deck_id, DeckRevision.published_at == QuestionVersion.published_at)
    .correlate(Question, QuestionVersion)
    .scalar_subquery()
)
_VERSIONS: AnySelect = (
    select(
        QuestionVersion.id,
        QuestionVersion.content,
        QuestionVersion.number,
        QuestionVersion.published_at,
        DeckRevision.number.label("revision"),
        DeckRevision.note,
        known_name(_ME).label("name"),
    )
    .join(Question, Question.id == QuestionVersion.question_id)
    .join(Deck, Deck.id == Question.deck_id)
    .outerjoin(DeckRevision, and_(DeckRevision.deck_id == Question.deck_id, DeckRevision.number == _PUBLISHED_IN))
    .outerjoin(Learner, Learner.id == DeckRevision.published_by)
    .where(QuestionVersion.question_id == _THIS)
    .order_by(QuestionVersion.number.desc())
    # One more, for the oldest shown to be compared with.
    .limit(MOST_VERSIONS + 1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """A question with its versions, newest first; before an answer they tell only what is `asked`."""

    question_id: int
    question: Content
    deck_id: int
    deck_title: str
    told: bool
    versions: tuple[Version, ...]


def of_question(session: Session, *, question_id: int, learner_id: int | None) -> Versions:
    """Every version of a question with what changed in it; raises NotFound where the deck may not be read."""
    keys = {"learner": learner_id, "question": question_id}
    about = session.execute(_ASKED, keys).one_or_none()
    if about is None:
        raise NotFound("there is no such question")
    known = Relation(about.relation)
    require(Action.READ, known)
    told = bool(about.answered) or allows(Action.SEE_REMARKS, known)
    rows = session.execute(_VERSIONS, keys).all()
    stored = [
        Stored(
            question=content_of(row.id, row.content),
            revision=row.revision,
            at=row.published_at,
            by=row.name or "",
            note=row.note or "",
        )
        for row in reversed(rows)
    ]
    return Versions(
        question_id=question_id,
        question=stored[-1].question,
        deck_id=about.deck_id,
        deck_title=about.title,
        told=told,
        versions=versions.versions(stored, complete=rows[-1].number == 1, answered=told),
    )
