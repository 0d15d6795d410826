"""Opening a round: its questions are drawn and stay, whatever is published meanwhile."""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.decks import IS_CURRENT, Deck, Question, QuestionVersion
from models.rounds import Player, Round, RoundQuestion
from quizzes.core.access import Action, GroupAction
from quizzes.core.names import clean_name
from quizzes.core.rounds import KINDS, Drawable, Stage, draw, key_of, seed_of
from quizzes.services.access import deck_for, group_for


class NothingToAsk(Exception):
    """The deck or section has no question that can be judged at once."""


def open_round(
    session: Session,
    *,
    learner_id: int,
    deck_id: int,
    section: str | None,
    group_id: int | None,
    questions: int,
    name: str,
    reviews: bool,
    secret: str,
    seed: int,
    now: datetime,
) -> int:
    """Opens a round and returns its id; who opens it is its host and in it. `secret` makes the key, `seed` draws.

    Raises NotFound for a deck or group that the learner may not use so, BadName, and NothingToAsk.
    """
    deck = deck_for(session, Action.STUDY, deck_id=deck_id, learner_id=learner_id)
    if group_id is not None:
        group_for(session, GroupAction.OPEN_ROUND, group_id=group_id, learner_id=learner_id)
    drawn = draw(_drawable(session, deck=deck, section=section), count=questions, seed=seed)
    if not drawn:
        raise NothingToAsk("there is nothing here that can be asked in a round")
    opened_at, hashed = _free_key(session, secret=secret, host_id=learner_id, now=now)
    opened = Round(
        deck_id=deck_id, section=section, group_id=group_id, host_id=learner_id, key_sha256=hashed,
        stage=Stage.LOBBY.value, at=0, changed=0, created_at=opened_at, ended_at=None,
    )  # fmt: skip
    session.add(opened)
    session.flush()
    session.add_all(
        RoundQuestion(
            round_id=opened.id, place=place, version_id=one.version_id, seed=seed_of(seed, place=place), asked_at=None
        )
        for place, one in enumerate(drawn, 1)
    )
    session.add(
        Player(
            round_id=opened.id,
            learner_id=learner_id,
            name=clean_name(name),
            reviews=reviews,
            joined_at=now,
            seen_at=now,
        )
    )
    session.flush()
    return opened.id


def hashed_key(key: str) -> str:
    """What the table holds of a key."""
    return sha256(key.encode()).hexdigest()


def _drawable(session: Session, *, deck: Deck, section: str | None) -> list[Drawable]:
    found = (
        select(Question, QuestionVersion.id)
        .join(QuestionVersion, IS_CURRENT)
        .where(Question.deck_id == deck.id, Question.retired.is_(False), Question.kind.in_(KINDS))
    )
    if section is not None:
        found = found.where(Question.section == section)
    return [
        Drawable(
            question_id=one.id,
            deck_id=one.deck_id,
            key=one.key,
            fact=one.fact,
            facts=one.facts,
            avoid=one.avoid,
            section=one.section,
            position=one.position,
            version_id=version_id,
        )
        for one, version_id in session.execute(found)
    ]


def _free_key(session: Session, *, secret: str, host_id: int, now: datetime) -> tuple[datetime, str]:
    """The moment of opening, moved by milliseconds until its words are no other round's, and their hash."""
    moment = now.replace(microsecond=now.microsecond // 1000 * 1000)
    while True:
        hashed = hashed_key(key_of(secret, host_id=host_id, opened_at=moment))
        if session.scalar(select(Round.id).where(Round.key_sha256 == hashed)) is None:
            return moment, hashed
        moment += timedelta(milliseconds=1)
