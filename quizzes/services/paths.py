"""Learning paths: stored beside the deck made from them, and read with what a learner knows of each section."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby

from sqlalchemy import and_, bindparam, case, delete, func, or_, select
from sqlalchemy.orm import Session

from models.base import AnyRow, AnySelect, Id
from models.decks import IS_CURRENT, Deck, Question, QuestionVersion
from models.paths import Path, PathRevision, Section
from models.removals import REMOVED
from models.study import Card, Review, TaskState
from models.visibility import relation
from quizzes.core.access import Action, NotFound, Relation, allows, require
from quizzes.core.banks import PathRef
from quizzes.core.marks import Marked, mastery
from quizzes.core.paths.parse import parse
from quizzes.core.questions import Task
from quizzes.core.scheduling.card import ANSWERS, MATURE_DAYS
from quizzes.core.scheduling.state import PASS
from quizzes.core.study import Errand, Reading, Scope, SectionProgress
from quizzes.services.study.facing import content_of
from quizzes.services.study.lately import SINCE, quality_now, undone
from quizzes.services.study.looking import LATELY
from quizzes.services.study.parts import ME
from quizzes.services.study.standing import standing


class PathMismatch(ValueError):
    """The bank names another text than the one that was given; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A published text of a path."""

    path_id: int
    revision: int


def store(
    session: Session, *, ref: PathRef | None, text: str | None, file: str, owner_id: int | None, now: datetime
) -> Stored | None:
    """Stores the text of the path that a bank was made from, unless it stands already; None where there is none.

    Raises PathMismatch.
    """
    if ref is None or text is None:
        return None
    digest = sha256(text.encode()).hexdigest()
    if digest != ref.sha256:
        raise PathMismatch(f"{file} is not the text that the bank was made from; generate the bank again")
    read = parse(text, file=file, path_id=ref.id)
    path = _path(session, key=ref.id, owner_id=owner_id)
    if path is None:
        path = Path(owner_id=owner_id, key=ref.id, title=read.title, revision=0, created_at=now)
        session.add(path)
        session.flush()
    last = session.get(PathRevision, (path.id, path.revision))
    if last is None or last.sha256 != digest:
        path.revision += 1
        path.title = read.title
        session.add(
            PathRevision(path_id=path.id, number=path.revision, file=file, sha256=digest, text=text, published_at=now)
        )
        _store_sections(session, path.id, {s.anchor: f"{s.number} {s.title}".strip() for s in read.sections if s.level})
    return Stored(path_id=path.id, revision=path.revision)


def read(session: Session, *, path_id: int, learner_id: int | None, now: datetime) -> Reading:
    """A path to read, with what the learner knows of each question and the tasks to do; raises NotFound."""
    path = session.execute(_LATEST, {"learner": learner_id, "path": path_id}).one_or_none()
    if path is None:
        raise NotFound("there is no such path")
    require(Action.READ, Relation(path.relation))
    deck_id: int = path.deck_id
    today = standing(session, learner_id=learner_id, scope=Scope(deck_id=deck_id), now=now, patient=True).today
    keys = {"learner": learner_id, "deck": deck_id, "since": today - LATELY}
    rows = session.connection().execute(_QUESTIONS, keys).all()
    asked = [row for row in rows if row.kind != "task"]
    return Reading(
        path_id=path_id,
        title=path.title,
        text=path.text,
        file=path.file,
        deck_id=deck_id,
        sections=tuple(_progress(asked, today)),
        tasks=tuple(_errands(rows)),
        own=allows(Action.PUBLISH, Relation(path.relation)),
        marks=tuple(_marked(row, today) for row in asked),
    )


_LATEST = (
    select(Path.title, PathRevision.text, PathRevision.file, Deck.id.label("deck_id"), relation(ME).label("relation"))
    .join(PathRevision, and_(PathRevision.path_id == Path.id, PathRevision.number == Path.revision))
    .join(Deck, Deck.path_id == Path.id)
    .where(Path.id == bindparam("path", type_=Id), Deck.id.not_in(REMOVED))
    .order_by(Deck.id)
    .limit(1)
)
_FAILED = (
    select(func.count())
    .where(Review.learner_id == ME, Review.question_id == Card.question_id, Review.kind.in_(ANSWERS))
    .where(Review.study_day > SINCE, quality_now() < PASS, ~undone())
    .correlate(Card)
    .scalar_subquery()
)
_QUESTIONS: AnySelect = (
    select(
        Question.id,
        Question.kind,
        Question.section,
        Section.title,
        QuestionVersion.id.label("version_id"),
        QuestionVersion.content,
        Card.due_day,
        Card.repetitions,
        Card.interval_days,
        Card.suspended,
        Card.not_before,
        Card.drill_day,
        TaskState.done_day,
        # Most cards have never failed: only the others are looked up in the log.
        case((or_(Card.lapses > 0, Card.repetitions < Card.answers), _FAILED), else_=0).label("failed"),
    )
    .join(Deck, Deck.id == Question.deck_id)
    .join(QuestionVersion, IS_CURRENT)
    .outerjoin(Section, and_(Section.path_id == Deck.path_id, Section.anchor == Question.section))
    .outerjoin(Card, and_(Card.learner_id == ME, Card.question_id == Question.id))
    .outerjoin(TaskState, and_(TaskState.learner_id == ME, TaskState.question_id == Question.id))
    .where(Question.deck_id == bindparam("deck", type_=Id), Question.retired.is_(False))
    .order_by(Section.position, Question.position)
)


def _progress(asked: Sequence[AnyRow], today: date) -> Iterator[SectionProgress]:
    for (anchor, title), rows in groupby(asked, key=lambda row: (row.section, row.title)):
        found = list(rows)
        if title:
            yield SectionProgress(
                anchor=anchor,
                title=title,
                questions=len(found),
                known=sum(_known(row) for row in found),
                mature=sum((row.interval_days or 0) >= MATURE_DAYS for row in found),
                due=sum(_due(row, today) for row in found),
            )


def _known(row: AnyRow) -> bool:
    return row.due_day is not None and row.repetitions > 0


def _due(row: AnyRow, today: date) -> bool:
    """Whether a review of the card is due: not set aside, not put off, and not back for today's drill."""
    if row.due_day is None or row.suspended or row.drill_day == today:
        return False
    return bool(row.due_day <= today and (row.not_before is None or row.not_before <= today))


def _marked(row: AnyRow, today: date) -> Marked:
    return Marked(
        question_id=row.id,
        question=content_of(row.version_id, row.content),
        section=row.section,
        mastery=mastery(
            begun=row.due_day is not None,
            suspended=bool(row.suspended),
            due=_due(row, today),
            passed=_known(row),
            failed=row.failed,
        ),
        failed=row.failed,
    )


def _errands(rows: Sequence[AnyRow]) -> Iterator[Errand]:
    for row in rows:
        task = content_of(row.version_id, row.content) if row.kind == "task" else None
        if isinstance(task, Task):
            yield Errand(task=task, question_id=row.id, section=row.section, done_day=row.done_day)


def _path(session: Session, *, key: str, owner_id: int | None) -> Path | None:
    owner = Path.owner_id.is_(None) if owner_id is None else Path.owner_id == owner_id
    return session.scalars(select(Path).where(Path.key == key, owner).with_for_update()).one_or_none()


def _store_sections(session: Session, path_id: int, titles: dict[str, str]) -> None:
    session.execute(delete(Section).where(Section.path_id == path_id))
    session.add_all(
        Section(path_id=path_id, anchor=anchor, position=position, title=title)
        for position, (anchor, title) in enumerate(titles.items())
        if anchor
    )
    session.flush()
