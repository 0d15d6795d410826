"""A learner facing a question: its content, its card, its deck's day — everything one answer needs, in one SELECT."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from models.base import AnyRow, AnySelect
from models.decks import Deck, Question, QuestionVersion
from models.paths import Section
from models.remarks import Note
from models.removals import REMOVED
from models.study import Card, Day, Enrollment
from models.visibility import relation
from quizzes.core import questions
from quizzes.core.access import Action, NotFound, Relation, allows, require
from quizzes.core.questions import Question as Content
from quizzes.core.scheduling.card import CardState, DayCount
from quizzes.core.scheduling.registry import scheduler
from quizzes.core.scheduling.sm2 import SM2
from quizzes.core.scheduling.state import Scheduler
from quizzes.core.study import Place
from quizzes.services.study.parts import ME
from quizzes.services.study.rows import CARD_COLUMNS, DAY_COLUMNS, card_of, count_of

_KEPT_CONTENTS = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """One learner before one version of a question; `rev` is the question's now, `version_rev` the version's.

    `enrolled` is False for a deck never joined or left; `behind` says that the deck has a newer revision; in `practice`
    an answer moves no schedule. `own`: the learner may change the deck; `note` is what they wrote to themselves.
    """

    content: Content
    question_id: int
    version_id: int
    version_rev: int
    rev: int
    position: int
    deck_revision: int
    place: Place
    card: CardState
    has_card: bool
    day: DayCount
    has_day: bool
    has_enrollment: bool
    enrolled: bool
    behind: bool
    scheduler: Scheduler
    practice: bool = False
    own: bool = False
    note: str = ""


_SELECT = (
    select(
        Question.id.label("question_id"),
        Question.deck_id,
        Question.rev,
        Question.position,
        Question.section,
        QuestionVersion.id.label("version_id"),
        QuestionVersion.rev.label("version_rev"),
        QuestionVersion.content,
        relation(ME).label("relation"),
        Deck.title.label("deck_title"),
        Deck.path_id,
        Deck.revision,
        Section.title.label("section_title"),
        Enrollment.revision_seen,
        Enrollment.scheduler,
        Enrollment.left_at,
        Note.text.label("note"),
        *CARD_COLUMNS,
        *DAY_COLUMNS,
    )
    .select_from(QuestionVersion)
    .join(Question, Question.id == QuestionVersion.question_id)
    .join(Deck, Deck.id == Question.deck_id)
    .outerjoin(Section, and_(Section.path_id == Deck.path_id, Section.anchor == Question.section))
    .outerjoin(Enrollment, and_(Enrollment.learner_id == ME, Enrollment.deck_id == Deck.id))
    .outerjoin(Card, and_(Card.learner_id == ME, Card.question_id == Question.id))
    .outerjoin(Note, and_(Note.learner_id == ME, Note.question_id == Question.id))
    .outerjoin(
        Day,
        and_(
            Day.learner_id == ME,
            Day.deck_id == Deck.id,
            Day.study_day == bindparam("today", type_=Day.study_day.type),
        ),
    )
    .where(Deck.id.not_in(REMOVED))
)
_VERSION = _SELECT.where(QuestionVersion.id == bindparam("version"))
_HELD = _VERSION.with_for_update(of=Question, read=True, key_share=True)
_CURRENT = _SELECT.where(
    Question.id == bindparam("question"),
    QuestionVersion.question_id == bindparam("question"),
    QuestionVersion.number == Question.version,
)


def facing_version(
    session: Session, *, learner_id: int | None, version_id: int, today: date, lock: bool = False
) -> Facing:
    """The learner before this version of a question; raises NotFound unless the learner may study it.

    With `lock`, the question cannot go for good before the transaction ends.
    """
    return _read(session, _HELD if lock else _VERSION, learner=learner_id, version=version_id, today=today)


def facing_question(session: Session, *, learner_id: int | None, question_id: int, today: date) -> Facing:
    """The learner before the version that the question has now; raises NotFound unless the learner may study it."""
    return _read(session, _CURRENT, learner=learner_id, question=question_id, today=today)


@lru_cache(maxsize=_KEPT_CONTENTS)
def content_of(_version_id: int, text: str) -> Content:
    """The parsed content of a version; it never changes, so it is parsed once."""
    return questions.load(text)


def place_of(row: AnyRow) -> Place:
    """Where a question comes from, out of a row with its deck and section."""
    return Place(
        deck_id=row.deck_id,
        deck_title=row.deck_title,
        path_id=row.path_id,
        section=row.section if row.section_title is not None else "",
        section_title=row.section_title or "",
    )


def _read(session: Session, statement: AnySelect, *, today: date, **keys: int | None) -> Facing:
    row = session.connection().execute(statement, {**keys, "today": today}).one_or_none()
    if row is None:
        raise NotFound("there is no such question")
    require(Action.STUDY, Relation(row.relation))
    return Facing(
        content=content_of(row.version_id, row.content),
        question_id=row.question_id,
        version_id=row.version_id,
        version_rev=row.version_rev,
        rev=row.rev,
        position=row.position,
        deck_revision=row.revision,
        place=place_of(row),
        card=card_of(row, rev=row.rev),
        has_card=row.answers is not None,
        day=count_of(row, today=today),
        has_day=row.study_day is not None,
        has_enrollment=row.revision_seen is not None,
        enrolled=row.revision_seen is not None and row.left_at is None,
        behind=row.revision_seen is not None and row.revision_seen != row.revision,
        scheduler=scheduler(row.scheduler or SM2.name),
        own=allows(Action.PUBLISH, Relation(row.relation)),
        note=row.note or "",
    )
