"""A path and its deck in the hands of whoever added them: renaming."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.decks import Deck, DeckRevision, Question
from models.paths import Path, PathRevision
from quizzes.core.access import Action, NotFound, require
from quizzes.core.banks import SourceFile, check, write
from quizzes.services import decks

LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """A path of one's own with its deck; `questions` counts those that are asked."""

    path_id: int
    deck_id: int
    title: str
    questions: int


def owned(session: Session, *, path_id: int, learner_id: int | None) -> Owned:
    """The path with its deck; raises NotFound unless they are the learner's own."""
    deck = _deck(session, path_id, learner_id)
    asked = select(func.count()).where(
        Question.deck_id == deck.id, Question.retired.is_(False), Question.kind != "task"
    )
    return Owned(path_id=path_id, deck_id=deck.id, title=deck.title, questions=session.scalar(asked) or 0)


def rename(session: Session, *, path_id: int, learner_id: int, title: str, now: datetime) -> None:
    """Gives the path and its deck another name, as a new revision; raises NotFound."""
    deck = _deck(session, path_id, learner_id)
    path = session.get_one(Path, path_id)
    latest = session.get_one(PathRevision, (path_id, path.revision))
    yaml = session.get_one(DeckRevision, (deck.id, deck.revision)).yaml
    bank = replace(check([SourceFile(latest.file, yaml.encode())]).banks[0], title=title)
    decks.publish(
        session,
        bank=bank,
        yaml=write(bank),
        path_text=latest.text,
        path_file=latest.file,
        owner_id=learner_id,
        now=now,
    )
    path.title = title
    session.flush()


def _deck(session: Session, path_id: int, learner_id: int | None) -> Deck:
    deck = session.scalars(select(Deck).where(Deck.path_id == path_id).order_by(Deck.id).limit(1)).one_or_none()
    if deck is None:
        raise NotFound("there is no such path")
    require(Action.PUBLISH, owner_id=deck.owner_id, learner_id=learner_id)
    return deck
