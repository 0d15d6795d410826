"""Coverage: what the deck of a path asks of it, line by line."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from models.decks import IS_CURRENT, Question, QuestionVersion
from models.paths import Path, PathRevision
from quizzes.core import questions
from quizzes.core.access import Action
from quizzes.core.generation.survey import Survey, as_asked, survey
from quizzes.core.questions import Question as Content
from quizzes.services import drafts
from quizzes.services.access import deck_of_path
from quizzes.services.generating import generated


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A path's survey with the questions that its lines name, by their ids.

    `by_hand` are those that name no lines, by the anchor of their section; a draft has no path yet.
    """

    path_id: int | None
    title: str
    survey: Survey
    questions: dict[str, Content]
    by_hand: Mapping[str, Sequence[Content]]


def coverage(session: Session, *, path_id: int, learner_id: int | None) -> Coverage:
    """What the questions of a path's deck ask of it; raises NotFound."""
    deck = deck_of_path(session, Action.READ, path_id=path_id, learner_id=learner_id)
    path, latest = session.execute(_LATEST.where(Path.id == path_id)).one()
    asked = _asked(session, deck.id)
    covered = as_asked(generated(latest.text, file=latest.file).coverage, asked)
    return Coverage(
        path_id=path_id,
        title=path.title,
        survey=survey(latest.text, covered, file=latest.file),
        questions={question.id: question for question in asked},
        by_hand=_by_hand(asked),
    )


def draft_coverage(session: Session, *, draft_id: int, learner_id: int | None) -> Coverage:
    """What the questions of a draft ask of its text, struck ones aside; raises NotFound."""
    looked = drafts.opened(session, draft_id=draft_id, learner_id=learner_id)
    asked = [question for question in looked.bank.questions if not question.retired]
    covered = as_asked(generated(looked.text, file=looked.file).coverage, asked)
    return Coverage(
        path_id=None,
        title=looked.bank.title,
        survey=survey(looked.text, covered, file=looked.file),
        questions={question.id: question for question in asked},
        by_hand=_by_hand(asked),
    )


_LATEST = select(Path, PathRevision).join(
    PathRevision, and_(PathRevision.path_id == Path.id, PathRevision.number == Path.revision)
)


def _by_hand(asked: Sequence[Content]) -> Mapping[str, Sequence[Content]]:
    found: dict[str, list[Content]] = defaultdict(list)
    for question in asked:
        if question.origin is None:
            found[question.source.partition("#")[2]].append(question)
    return found


def _asked(session: Session, deck_id: int) -> list[Content]:
    found = (
        select(QuestionVersion.content)
        .join(Question, IS_CURRENT)
        .where(Question.deck_id == deck_id, Question.retired.is_(False))
        .order_by(Question.position)
    )
    return [questions.load(content) for content in session.scalars(found)]
