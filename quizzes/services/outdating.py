"""Questions whose lines of the path read differently since they were made."""

import json
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from models.decks import IS_CURRENT, DeckRevision, Question, QuestionVersion
from models.paths import PathRevision
from quizzes.core.generation.prints import plainly


@dataclass(frozen=True, slots=True)
class Made:
    """The lines that a question was made from, as they read then."""

    at: tuple[int, int]
    text: str


def moved(session: Session, *, deck_id: int, path_id: int | None, edition: int) -> dict[int, Made]:
    """By question of a deck, what the path's edition does not say any more where it once did."""
    if path_id is None or edition < 2:
        return {}
    published = and_(
        DeckRevision.deck_id == Question.deck_id, DeckRevision.published_at == QuestionVersion.published_at
    )
    rows = session.execute(
        select(Question.id, QuestionVersion.content, DeckRevision.path_revision)
        .join(QuestionVersion, IS_CURRENT)
        .join(DeckRevision, published)
        .where(Question.deck_id == deck_id, Question.retired.is_(False))
        .where(DeckRevision.path_id == path_id, DeckRevision.path_revision < edition)
    ).all()
    if not rows:
        return {}
    editions = {row.path_revision for row in rows} | {edition}
    texts = select(PathRevision.number, PathRevision.text).where(
        PathRevision.path_id == path_id, PathRevision.number.in_(editions)
    )
    lines = {row.number: row.text.split("\n") for row in session.execute(texts)}
    today = {plainly(line) for line in lines[edition]}
    found: dict[int, Made] = {}
    for row in rows:
        origin = json.loads(row.content).get("origin")
        first, last = origin["lines"] if origin else (1, 0)
        then = lines[row.path_revision][first - 1 : last]
        if any(plainly(line) not in today for line in then):
            found[row.id] = Made((first, last), "\n".join(then))
    return found
