"""Resolving what waits in an inbox: a flag with a word or without, what nobody said, and all of it by an edit."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.decks import Deck, Question
from models.paths import Path
from models.remarks import Flag, Settlement
from models.study import Card
from quizzes.core.access import Action, NotFound
from quizzes.core.inbox import Matter
from quizzes.core.remarks import MOST_WORDS, fitting
from quizzes.core.scheduling.answering import LEECH_LAPSES
from quizzes.services.access import deck_for


def answer_flag(
    session: Session,
    *,
    deck_id: int,
    learner_id: int,
    flag_id: int,
    reply: str,
    settled: bool,
    now: datetime,
) -> None:
    """Answers a flag for its learner to be told, and with `settled` lays it aside.

    Raises NotFound, TooLong, and ValueError for a mere reply without words.
    """
    said = fitting(reply, most=MOST_WORDS) or None
    if not settled and said is None:
        raise ValueError("write a reply first")
    deck_for(session, Action.SEE_REMARKS, deck_id=deck_id, learner_id=learner_id)
    values = {"settled_at": now if settled else None, "reply": said, "told_at": None}
    _set_flag(session, deck_id, flag_id, values)


def reopen_flag(session: Session, *, deck_id: int, learner_id: int, flag_id: int) -> None:
    """Undoes `answer_flag`; raises NotFound."""
    deck_for(session, Action.SEE_REMARKS, deck_id=deck_id, learner_id=learner_id)
    _set_flag(session, deck_id, flag_id, {"settled_at": None, "reply": None, "told_at": None})


def owned(session: Session, *, deck_id: int, learner_id: int, question_id: int) -> None:
    """Raises NotFound unless the question is one of a deck whose remarks the learner may read."""
    deck_for(session, Action.SEE_REMARKS, deck_id=deck_id, learner_id=learner_id)
    found = session.get(Question, question_id)
    if found is None or found.deck_id != deck_id:
        raise NotFound("there is no such question")


def settle(
    session: Session, *, deck_id: int, learner_id: int, question_id: int, matter: Matter, mark: str, now: datetime
) -> None:
    """Lays aside what nobody said, until it stands otherwise than by this mark; raises NotFound."""
    owned(session, deck_id=deck_id, learner_id=learner_id, question_id=question_id)
    row = Settlement(question_id=question_id, kind=matter.value, mark=mark, settled_by=learner_id, settled_at=now)
    session.merge(row)
    session.flush()


def unsettle(session: Session, *, deck_id: int, learner_id: int, question_id: int, matter: Matter) -> None:
    """Undoes `settle`; raises NotFound."""
    owned(session, deck_id=deck_id, learner_id=learner_id, question_id=question_id)
    if row := session.get(Settlement, (question_id, matter.value)):
        session.delete(row)
        session.flush()


def resolve_by_edit(session: Session, *, deck_id: int, learner_id: int, question_id: int, now: datetime) -> int:
    """Resolves what an edit of a question answers: its open flags, which are counted, and what nobody said so far.

    Raises NotFound.
    """
    owned(session, deck_id=deck_id, learner_id=learner_id, question_id=question_id)
    leech = Card.question_id == question_id, Card.lapses >= LEECH_LAPSES, Card.suspended.is_(False)
    edition = select(Path.revision).join(Deck, Deck.path_id == Path.id).where(Deck.id == deck_id)
    numbers = {
        Matter.LEECH: session.scalar(select(func.count()).select_from(Card).where(*leech)),
        Matter.PATH: session.scalar(edition),
    }
    for matter, number in numbers.items():
        if number:
            about = {"question_id": question_id, "kind": matter.value, "mark": str(number)}
            session.merge(Settlement(**about, settled_by=learner_id, settled_at=now))
    still_open = update(Flag).where(Flag.question_id == question_id, Flag.settled_at.is_(None))
    done = session.scalars(still_open.values(settled_at=now, told_at=None).returning(Flag.id))
    return len(done.all())


def reopen_flags(session: Session, *, deck_id: int, learner_id: int, question_id: int) -> None:
    """Opens again the flags that `resolve_by_edit` settled together; raises NotFound."""
    owned(session, deck_id=deck_id, learner_id=learner_id, question_id=question_id)
    flags = update(Flag).where(Flag.question_id == question_id)
    last = select(func.max(Flag.settled_at)).where(Flag.question_id == question_id).scalar_subquery()
    session.execute(flags.where(Flag.settled_at == last).values(settled_at=None, told_at=None))


def _set_flag(session: Session, deck_id: int, flag_id: int, values: dict[str, datetime | str | None]) -> None:
    done = update(Flag).where(Flag.id == flag_id, Flag.deck_id == deck_id).values(values)
    if session.scalar(done.returning(Flag.id)) is None:
        raise NotFound("there is no such flag")
