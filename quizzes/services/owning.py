"""A path and its deck in the hands of whoever added them: another name, a new edition, and away with it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.decks import Deck, DeckRevision, Question
from models.groups import GroupDeck
from models.paths import Path, PathRevision
from models.removals import Removal
from quizzes.core.access import Action, NotFound, Visibility
from quizzes.core.banks import Bank, PathRef, SourceFile, check, write
from quizzes.core.generation.generate import Generated
from quizzes.core.regeneration import Regenerated, Report, regenerate
from quizzes.services import decks
from quizzes.services.access import deck_of_path

LONGEST_TITLE = 120


class StaleReport(ValueError):
    """The report that was confirmed is about another text or another revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a new edition of the path does to its deck; `token` confirms exactly this report."""

    deck_id: int
    title: str
    report: Report
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """A path that one may change with its deck; `questions` counts those that are asked.

    `mine`: it is one's own; `private`: nobody else can see it.
    """

    path_id: int
    deck_id: int
    title: str
    questions: int
    mine: bool = True
    private: bool = True


def owned(session: Session, *, path_id: int, learner_id: int | None) -> Owned:
    """The path with its deck; raises NotFound unless the learner may change them."""
    deck = deck_of_path(session, Action.PUBLISH, path_id=path_id, learner_id=learner_id)
    asked = select(func.count()).where(
        Question.deck_id == deck.id, Question.retired.is_(False), Question.kind != "task"
    )
    shared = select(GroupDeck.deck_id).where(GroupDeck.deck_id == deck.id).exists()
    questions, in_group = session.execute(select(asked.scalar_subquery(), shared)).one()
    return Owned(
        path_id=path_id,
        deck_id=deck.id,
        title=deck.title,
        questions=questions,
        mine=deck.owner_id == learner_id,
        private=deck.visibility == Visibility.PRIVATE.value and not in_group,
    )


def rename(session: Session, *, path_id: int, learner_id: int, title: str, now: datetime) -> None:
    """Gives the path and its deck another name, as a new revision; raises NotFound."""
    deck = deck_of_path(session, Action.RENAME, path_id=path_id, learner_id=learner_id)
    path = session.get_one(Path, path_id)
    latest = session.get_one(PathRevision, (path_id, path.revision))
    bank = replace(_bank(session, deck), title=title)
    decks.publish(
        session,
        bank=bank,
        yaml=write(bank),
        path_text=latest.text,
        path_file=latest.file,
        owner_id=deck.owner_id,
        published_by=learner_id,
        now=now,
    )
    path.title = title
    session.flush()


def compare(
    session: Session, *, path_id: int, learner_id: int | None, made: Generated, text: str, file: str
) -> Comparison:
    """What publishing this edition would do, with nothing written; raises NotFound."""
    deck = deck_of_path(session, Action.PUBLISH, path_id=path_id, learner_id=learner_id)
    found = _regenerated(_bank(session, deck), made, text=text, file=file)
    return Comparison(deck_id=deck.id, title=deck.title, report=found.report, token=_token(deck, text))


def update(
    session: Session,
    *,
    path_id: int,
    learner_id: int,
    made: Generated,
    text: str,
    file: str,
    token: str,
    same: Collection[str] = (),
    note: str = "",
    now: datetime,
) -> bool:
    """Publishes an edition whose report was read; says whether it changed anything.

    `same` names the doubtful questions that its owner holds for the same, `note` tells learners why. Raises NotFound,
    StaleReport.
    """
    deck = deck_of_path(session, Action.PUBLISH, path_id=path_id, learner_id=learner_id)
    if token != _token(deck, text):
        raise StaleReport("the text or the deck changed since the report was made")
    bank = _regenerated(_bank(session, deck), made, text=text, file=file, same=same).bank
    published = decks.publish(
        session,
        bank=bank,
        yaml=write(bank),
        path_text=text,
        path_file=file,
        owner_id=deck.owner_id,
        published_by=learner_id,
        note=note,
        allow_retire=True,
        now=now,
    )
    session.get_one(Path, path_id).title = deck.title
    session.flush()
    return published.applied


def remove(session: Session, *, path_id: int, learner_id: int, now: datetime) -> None:
    """Takes a path and its deck away, with every card and the log kept for `restore`; raises NotFound."""
    deck = deck_of_path(session, Action.DELETE, path_id=path_id, learner_id=learner_id, removed=True, lock=True)
    if session.get(Removal, deck.id) is None:
        session.add(Removal(deck_id=deck.id, removed_at=now))
        session.flush()


def restore(session: Session, *, path_id: int, learner_id: int) -> None:
    """Brings a removed path and its deck back as they were; raises NotFound."""
    deck = deck_of_path(session, Action.DELETE, path_id=path_id, learner_id=learner_id, removed=True, lock=True)
    session.execute(delete(Removal).where(Removal.deck_id == deck.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A path that its owner took away and may bring back."""

    path_id: int
    title: str
    removed_at: datetime


def all_removed(session: Session, *, learner_id: int | None) -> tuple[Gone, ...]:
    """The learner's removed paths, latest first."""
    gone = (
        select(Deck.path_id, Deck.title, Removal.removed_at)
        .join(Removal, Removal.deck_id == Deck.id)
        .where(Deck.owner_id == learner_id, Deck.path_id.is_not(None))
        .order_by(Removal.removed_at.desc(), Deck.id.desc())
    )
    return tuple(Gone(path_id=row.path_id, title=row.title, removed_at=row.removed_at) for row in session.execute(gone))


def removed(session: Session, *, path_id: int, learner_id: int | None) -> str:
    """The title of a path that was removed; raises NotFound for every other one."""
    deck = deck_of_path(session, Action.DELETE, path_id=path_id, learner_id=learner_id, removed=True)
    if session.get(Removal, deck.id) is None:
        raise NotFound("this path was not removed")
    return deck.title


def _regenerated(old: Bank, made: Generated, *, text: str, file: str, same: Collection[str] = ()) -> Regenerated:
    path = PathRef(id=old.path.id if old.path else old.id, file=file, sha256=sha256(text.encode()).hexdigest())
    return regenerate(old, made, path=path, same=same)


def _bank(session: Session, deck: Deck) -> Bank:
    yaml = session.get_one(DeckRevision, (deck.id, deck.revision)).yaml
    return check([SourceFile(deck.key, yaml.encode())]).banks[0]


def _token(deck: Deck, text: str) -> str:
    return f"{deck.revision}-{sha256(text.encode()).hexdigest()}"
