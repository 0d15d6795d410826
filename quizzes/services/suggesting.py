"""What learners would write instead: suggested after an answer, heard of again, and taken back while it is open."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session, aliased

from models.accounts import Learner
from models.base import AnyRow, Id
from models.decks import IS_CURRENT, QuestionVersion
from models.decks import Question as QuestionRow
from models.remarks import Suggestion as Row
from models.study import Review
from quizzes.core.access import Action, NotFound
from quizzes.core.banks import Bank
from quizzes.core.banks.wording import reword
from quizzes.core.questions import Question
from quizzes.core.remarks import MOST_WORDS, fitting
from quizzes.core.scheduling.card import ANSWERS
from quizzes.core.suggestions import MOST_A_DAY, Suggestion, SuggestionKind, compare, differing, link
from quizzes.services.access import deck_of_question
from quizzes.services.study.facing import content_of


class TooMany(ValueError):
    """The learner has suggested as much as a day allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to suggest something for, as it is today."""

    question_id: int
    version_id: int
    question: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """The new suggestion's id, or None with what the proposed texts have against them, by field."""

    suggestion_id: int | None
    problems: Mapping[str, tuple[str, ...]]


_SHOWN, _TODAY = aliased(QuestionVersion), QuestionVersion
COLUMNS = (
    Row.id.label("suggestion_id"),
    Row.question_id,
    Row.learner_id,
    Row.kind,
    Row.words,
    Row.source,
    Row.fields,
    Row.created_at,
    Row.settled_at,
    Row.taken,
    Row.reply,
    Row.told_at,
    _SHOWN.id.label("shown_id"),
    _SHOWN.content.label("shown_content"),
    _TODAY.id.label("version_id"),
    _TODAY.content,
    QuestionRow.key,
    QuestionRow.retired,
)
SUGGESTIONS = (
    select(*COLUMNS, Learner.name)
    .select_from(Row)
    .join(QuestionRow, QuestionRow.id == Row.question_id)
    .join(_TODAY, IS_CURRENT)
    .join(_SHOWN, _SHOWN.id == Row.version_id)
    .join(Learner, Learner.id == Row.learner_id)
)
_MINE = (
    SUGGESTIONS.where(
        Row.learner_id == bindparam("learner", type_=Id), Row.question_id == bindparam("question", type_=Id)
    )
    .order_by(Row.id.desc())
    .limit(50)
)


def asked(session: Session, *, learner_id: int, question_id: int) -> Asked:
    """The question with its texts to write anew; raises NotFound before an answer and where nobody may flag."""
    deck_of_question(session, Action.FLAG, question_id=question_id, learner_id=learner_id)
    answered = select(Review.seq).where(
        Review.learner_id == learner_id, Review.question_id == question_id, Review.kind.in_(ANSWERS)
    )
    current = select(_TODAY.id, _TODAY.content).join(QuestionRow, IS_CURRENT)
    row = session.execute(current.where(QuestionRow.id == question_id, answered.exists())).one_or_none()
    if row is None:
        raise NotFound("this question is answered first")
    return Asked(question_id=question_id, version_id=row.id, question=content_of(row.id, row.content))


def suggest(
    session: Session,
    *,
    learner_id: int,
    question_id: int,
    version_id: int,
    kind: SuggestionKind,
    texts: Mapping[str, str],
    words: str = "",
    source: str = "",
    now: datetime,
) -> Suggested:
    """Proposes other texts for the version that was shown, unless one of them is wrong, and says why.

    Raises TooLong, BadSource, TooMany, ValueError for a suggestion that says nothing, and NotFound as `asked` does.
    """
    session.execute(select(Learner.id).where(Learner.id == learner_id).with_for_update())
    asked(session, learner_id=learner_id, question_id=question_id)
    shown = session.get(QuestionVersion, version_id)
    if shown is None or shown.question_id != question_id:
        raise NotFound("there is no such version")
    question = content_of(shown.id, shown.content)
    fields, said, address = differing(question, texts), fitting(words, most=MOST_WORDS), link(source)
    if not fields and not said:
        raise ValueError("change a text, or say in a few words what could be better")
    found = reword(Bank(id="suggestion", title="Suggestion", questions=(question,)), question, fields)
    if found.problems:
        return Suggested(suggestion_id=None, problems=found.problems)
    written = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    same = _already(session, learner_id, question_id, (kind.value, said, written), now=now)
    if same is not None:
        return Suggested(suggestion_id=same, problems={})
    made = Row(
        learner_id=learner_id,
        deck_id=session.scalars(select(QuestionRow.deck_id).where(QuestionRow.id == question_id)).one(),
        question_id=question_id,
        version_id=version_id,
        kind=kind.value,
        words=said,
        source=address or None,
        fields=written,
        created_at=now,
    )
    session.add(made)
    session.flush()
    return Suggested(suggestion_id=made.id, problems={})


def _already(
    session: Session, learner_id: int, question_id: int, said: tuple[str, str, str], *, now: datetime
) -> int | None:
    """The same suggestion where it was sent already, as by a second click; raises TooMany where another is too much."""
    lately = select(Row.id, Row.question_id, Row.settled_at, Row.kind, Row.words, Row.fields).where(
        Row.learner_id == learner_id, Row.created_at > now - timedelta(days=1)
    )
    rows = session.execute(lately).all()
    for row in rows:
        if row.question_id == question_id and not row.settled_at and (row.kind, row.words, row.fields) == said:
            found: int = row.id
            return found
    if len(rows) >= MOST_A_DAY:
        raise TooMany(f"that were {MOST_A_DAY} suggestions within a day; come back tomorrow with this one")
    return None


def mine(session: Session, *, learner_id: int, question_id: int) -> tuple[Suggestion, ...]:
    """What a learner suggested for a question, latest first, with what became of it."""
    rows = session.execute(_MINE, {"learner": learner_id, "question": question_id})
    return tuple(suggestion_of(row) for row in rows)


def withdraw(session: Session, *, learner_id: int, question_id: int, suggestion_id: int) -> None:
    """Takes back a suggestion of the learner's own on this question while it is open; raises NotFound."""
    mine = delete(Row).where(Row.id == suggestion_id, Row.learner_id == learner_id, Row.question_id == question_id)
    if session.scalar(mine.where(Row.settled_at.is_(None)).returning(Row.id)) is None:
        raise NotFound("there is no such suggestion")


def suggestion_of(row: AnyRow) -> Suggestion:
    """The suggestion in a row of SUGGESTIONS."""
    shown, today = content_of(row.shown_id, row.shown_content), content_of(row.version_id, row.content)
    return Suggestion(
        suggestion_id=row.suggestion_id,
        kind=SuggestionKind(row.kind),
        words=row.words,
        source=row.source or "",
        fields=compare(shown, today, json.loads(row.fields)),
        created_at=row.created_at,
        settled_at=row.settled_at,
        taken=tuple(json.loads(row.taken)["fields"]) if row.taken else (),
        reply=row.reply or "",
    )
