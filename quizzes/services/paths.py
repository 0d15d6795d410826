"""Learning paths: stored beside the deck made from them, and read with what a learner knows of each section."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import and_, bindparam, delete, select
from sqlalchemy.orm import Session

from models.base import Id
from models.decks import IS_CURRENT, Deck, Question, QuestionVersion
from models.paths import Path, PathRevision, Section
from models.removals import PATH_STANDS
from models.study import TaskState
from quizzes.core import questions
from quizzes.core.access import Action, NotFound, require
from quizzes.core.banks import PathRef
from quizzes.core.paths.parse import parse
from quizzes.core.questions import Task
from quizzes.core.study import Errand, Reading, Scope
from quizzes.services.study.sections import section_counts
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
    """A path to read, with the learner's progress by section and the tasks to do; raises NotFound."""
    path = session.execute(_LATEST, {"path": path_id}).one_or_none()
    if path is None:
        raise NotFound("there is no such path")
    require(Action.READ, owner_id=path.owner_id, learner_id=learner_id)
    deck_id: int | None = path.deck_id
    at = standing(session, learner_id=learner_id, scope=Scope(deck_id=deck_id), now=now, patient=True)
    counts = section_counts(session, learner_id=learner_id, today=at.today, deck_id=deck_id) if deck_id else ()
    return Reading(
        path_id=path_id,
        title=path.title,
        text=path.text,
        deck_id=deck_id,
        sections=tuple(count.progress for count in counts if count.title),
        tasks=_errands(session, deck_id=deck_id, learner_id=learner_id) if deck_id is not None else (),
        own=learner_id is not None and path.owner_id == learner_id,
    )


_DECK = select(Deck.id).where(Deck.path_id == Path.id).order_by(Deck.id).limit(1).scalar_subquery()
_LATEST = (
    select(Path.title, Path.owner_id, PathRevision.text, _DECK.label("deck_id"))
    .join(PathRevision, and_(PathRevision.path_id == Path.id, PathRevision.number == Path.revision))
    .where(Path.id == bindparam("path", type_=Id), PATH_STANDS)
)
_TASKS = (
    select(Question.id, Question.section, QuestionVersion.content, TaskState.done_day)
    .join(QuestionVersion, IS_CURRENT)
    .outerjoin(
        TaskState, and_(TaskState.question_id == Question.id, TaskState.learner_id == bindparam("learner", type_=Id))
    )
    .where(Question.deck_id == bindparam("deck", type_=Id), Question.kind == "task", Question.retired.is_(False))
    .order_by(Question.position)
)


def _errands(session: Session, *, deck_id: int, learner_id: int | None) -> tuple[Errand, ...]:
    rows = session.execute(_TASKS, {"deck": deck_id, "learner": learner_id})
    found = ((row, questions.load(row.content)) for row in rows)
    return tuple(
        Errand(task=task, question_id=row.id, section=row.section, done_day=row.done_day)
        for row, task in found
        if isinstance(task, Task)
    )


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
