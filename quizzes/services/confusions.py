"""What a learner mixes up, out of the log: an offer after an answer, the list of all pairs, two things side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, bindparam, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from models.base import AnyRow, AnySelect, Id
from models.decks import IS_CURRENT, Deck, Question, QuestionVersion
from models.paths import Path, PathRevision, Section
from models.study import Review
from models.visibility import at_hand
from quizzes.core.access import NotFound
from quizzes.core.confusions import Confusion, Mistake, confusions
from quizzes.core.contrasts import Contrast, contrast
from quizzes.core.grading import Mark, Response
from quizzes.core.scheduling.card import ANSWERS
from quizzes.core.scheduling.state import DONE_TODAY, PASS
from quizzes.core.study import Judged, Place
from quizzes.services.study.facing import content_of, place_of
from quizzes.services.study.lately import quality_now, undone
from quizzes.services.study.parts import ME

KINDS = ("choice", "decision", "match", "typed", "cloze")
_MOST_ROWS = 1_000
_MOST_PLACES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A pair that the learner mixes up, side by side, and where its questions come from."""

    confusion: Confusion
    contrast: Contrast
    place: Place


def offer(session: Session, *, learner_id: int, judged: Judged) -> Confusion | None:
    """The pair that this answer mixed up, if it was not the first time; reads only after an answer with a mistake."""
    question = judged.shown.question
    missed = judged.grade.verdict is not Mark.RIGHT or any(judged.response.texts)
    if question.kind not in KINDS or not missed or judged.response.empty:
        return None
    rows = _read(session, _AROUND, learner=learner_id, question=judged.shown.question_id)
    return next((pair for pair in _known(rows) if pair.last_seq == judged.seq), None)


def mixed_up(session: Session, *, learner_id: int) -> tuple[Confusion, ...]:
    """Every pair that the learner mixes up, the newest first."""
    places = session.connection().execute(_PLACES, {"learner": learner_id}).all()
    if not places:
        return ()
    around = _ROWS.where(tuple_(Question.deck_id, Question.section).in_([(row.deck_id, row.section) for row in places]))
    return _known(_read(session, around, learner=learner_id))


def compare(session: Session, *, learner_id: int, question_id: int, key: str) -> Compared:
    """A pair side by side; raises NotFound for one that the learner does not mix up."""
    keys = {"learner": learner_id, "question": question_id}
    row = session.connection().execute(_PLACE, keys).one_or_none()
    rows = _read(session, _AROUND, **keys) if row else ()
    found = next((pair for pair in _known(rows) if pair.mix.key == key), None)
    if row is None or found is None:
        raise NotFound("there is no such pair")
    return Compared(
        confusion=found,
        contrast=contrast(found.mix, text=row.text, section=row.section),
        place=place_of(row),
    )


_THIS = bindparam("question", type_=Id)
_MINE = at_hand(ME)


_OVERRULED = and_(Review.quality < PASS, quality_now() >= PASS)
# An answer that was rescued by its options passes, and may hold a mistake all the same.
_IS_MISTAKE = and_(
    Review.learner_id == ME,
    Review.question_id == Question.id,
    Review.kind.in_(ANSWERS),
    Review.quality < DONE_TODAY,
    Review.response.is_not(None),
    ~undone(),
    ~_OVERRULED,
)
_ROWS: AnySelect = (
    select(
        Question.id.label("question_id"),
        Question.deck_id,
        Question.section,
        QuestionVersion.id.label("version_id"),
        QuestionVersion.content,
        Review.seq,
        Review.study_day,
        Review.response,
    )
    .join(Deck, Deck.id == Question.deck_id)
    .join(QuestionVersion, IS_CURRENT)
    .outerjoin(Review, _IS_MISTAKE)
    .where(_MINE, Question.retired.is_(False), Question.kind.in_(KINDS))
    .order_by(Review.seq.desc().nulls_last())
    .limit(_MOST_ROWS)
)
_HERE = aliased(Question)
_AROUND = _ROWS.join(_HERE, and_(_HERE.deck_id == Question.deck_id, _HERE.section == Question.section)).where(
    _HERE.id == _THIS
)
_PLACES: Select[int, str] = (
    select(Question.deck_id, Question.section)
    .join(Deck, Deck.id == Question.deck_id)
    .join(Review, _IS_MISTAKE)
    .where(_MINE, Question.retired.is_(False), Question.kind.in_(KINDS))
    .group_by(Question.deck_id, Question.section)
    .order_by(func.max(Review.seq).desc())
    .limit(_MOST_PLACES)
)
_PLACE: AnySelect = (
    select(
        Question.deck_id,
        Question.section,
        Deck.title.label("deck_title"),
        Deck.path_id,
        Section.title.label("section_title"),
        PathRevision.text,
    )
    .join(Deck, Deck.id == Question.deck_id)
    .outerjoin(Path, Path.id == Deck.path_id)
    .outerjoin(PathRevision, and_(PathRevision.path_id == Path.id, PathRevision.number == Path.revision))
    .outerjoin(Section, and_(Section.path_id == Deck.path_id, Section.anchor == Question.section))
    .where(Question.id == _THIS, _MINE)
)


def _read(session: Session, statement: AnySelect, **keys: int) -> Sequence[AnyRow]:
    return session.connection().execute(statement, keys).all()


def _known(rows: Sequence[AnyRow]) -> tuple[Confusion, ...]:
    contents = {row.question_id: (row, content_of(row.version_id, row.content)) for row in rows}
    return tuple(
        confusions(
            (
                Mistake(
                    seq=row.seq,
                    study_day=row.study_day,
                    deck_id=row.deck_id,
                    section=row.section,
                    question_id=row.question_id,
                    question=contents[row.question_id][1],
                    response=Response.from_json(row.response),
                )
                for row in rows
                if row.seq is not None
            ),
            asked=((row.deck_id, row.section, question) for row, question in contents.values()),
        )
    )
