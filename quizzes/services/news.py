"""What is new in a deck since a learner was told last; reading it is marked, publishing itself waits for nobody."""

from collections.abc import Sequence

from sqlalchemy import Integer, and_, bindparam, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from models.accounts import Learner
from models.base import AnyRow, AnySelect, Id, table_of
from models.decks import IS_CURRENT, TASK, Deck, DeckRevision, Question, QuestionVersion
from models.study import Enrollment
from models.visibility import known_name, studyable
from quizzes.core.access import NotFound
from quizzes.core.news import Changes, News, Published, Touched, changes
from quizzes.services.study.facing import content_of


def news(session: Session, *, learner_id: int, deck_id: int) -> News:
    """What changed since the learner read the changes last; nothing new is an empty News. Raises NotFound."""
    keys = {"learner": learner_id, "deck": deck_id}
    deck = session.execute(_DECK, keys).one_or_none()
    if deck is None:
        raise NotFound("this deck is not among yours")
    told = deck.revision_told if deck.revision_told is not None else deck.revision_seen
    if told >= deck.revision:
        return News(deck_id=deck_id, title=deck.title, revision=deck.revision)
    published = session.execute(_REVISIONS, {**keys, "told": told}).all()
    rows = session.execute(_TOUCHED, {**keys, "told": told}).all()
    return News(
        deck_id=deck_id,
        title=deck.title,
        revision=deck.revision,
        published=tuple(
            Published(revision=row.number, at=row.published_at, by=row.name or "", note=row.note or "")
            for row in published
        ),
        changes=_changes(rows),
        questions={row.key: row.question_id for row in rows},
    )


def mark_read(session: Session, *, learner_id: int, deck_id: int, revision: int) -> None:
    """Notes that the changes up to this revision were read; an older page never takes a newer mark back.

    Raises NotFound for a deck that is not among the learner's.
    """
    if session.execute(_DECK, {"learner": learner_id, "deck": deck_id}).one_or_none() is None:
        raise NotFound("this deck is not among yours")
    table = table_of(Enrollment)
    read = (
        update(table)
        .where(table.c.learner_id == learner_id, table.c.deck_id == deck_id, table.c.revision_seen >= revision)
        .where(or_(table.c.revision_told.is_(None), table.c.revision_told < revision))
    )
    session.execute(read.values(revision_told=revision))


_ME, _THIS = bindparam("learner", type_=Id), bindparam("deck", type_=Id)
_TOLD = bindparam("told", type_=Integer)
_DECK = (
    select(Deck.title, Deck.revision, Enrollment.revision_told, Enrollment.revision_seen)
    .join(Enrollment, and_(Enrollment.deck_id == Deck.id, Enrollment.learner_id == _ME))
    .where(Deck.id == _THIS, Enrollment.left_at.is_(None), studyable(_ME))
)
_REVISIONS = (
    select(DeckRevision.number, DeckRevision.published_at, DeckRevision.note, known_name(_ME).label("name"))
    .join(Deck, Deck.id == DeckRevision.deck_id)
    .outerjoin(Learner, Learner.id == DeckRevision.published_by)
    .where(DeckRevision.deck_id == _THIS, DeckRevision.number > _TOLD)
    .order_by(DeckRevision.number.desc())
)
_SINCE = (
    select(DeckRevision.published_at)
    .where(DeckRevision.deck_id == _THIS, DeckRevision.number == _TOLD)
    .scalar_subquery()
)
_BEFORE = aliased(QuestionVersion)
_STOOD = (
    select(func.max(_BEFORE.number))
    .where(_BEFORE.question_id == Question.id, _BEFORE.published_at <= _SINCE)
    .correlate(Question)
    .scalar_subquery()
)
_OLD = aliased(QuestionVersion)
_TOUCHED: AnySelect = (
    select(
        Question.id.label("question_id"),
        Question.key,
        Question.retired,
        QuestionVersion.id,
        QuestionVersion.content,
        _OLD.id.label("old_id"),
        _OLD.content.label("old_content"),
    )
    .join(QuestionVersion, IS_CURRENT)
    .outerjoin(_OLD, and_(_OLD.question_id == Question.id, _OLD.number == _STOOD))
    .where(Question.deck_id == _THIS, Question.kind != TASK)
    .where(or_(QuestionVersion.published_at > _SINCE, and_(Question.changed > _TOLD, Question.retired)))
    .order_by(Question.position, Question.id)
)


def _changes(rows: Sequence[AnyRow]) -> Changes:
    return changes(
        [
            Touched(
                before=None if row.old_id is None else content_of(row.old_id, row.old_content),
                after=content_of(row.id, row.content),
                retired=row.retired,
            )
            for row in rows
        ]
    )
