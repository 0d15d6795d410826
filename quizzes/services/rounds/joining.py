"""Coming into a round, by its group's page or by three words that were read aloud, and out of it with the group."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.rounds import Player, Round, RoundAnswer
from quizzes.core.access import NotFound
from quizzes.core.names import clean_name
from quizzes.core.rounds import MOST_PLAYERS, Stage, free_name, heard_key
from quizzes.services.people import attempts
from quizzes.services.rounds.looking import pulse
from quizzes.services.rounds.opening import hashed_key


class RoundFull(Exception):
    """As many people are in the round as fit."""


def find(session: Session, *, key: str, address: str, now: datetime) -> int | None:
    """The round that these words open, or None; failed tries count against the address.

    Raises TooManyTries of `people.attempts`. Commit also when nothing is found, so that the try counts.
    """
    name = f"round from {address}"
    attempts.spend(session, name=name, address=address, now=now)
    found = session.scalar(select(Round.id).where(Round.key_sha256 == hashed_key(heard_key(key))))
    if found is not None:
        attempts.forgive(session, name=name, address=address)
    return found


def join(
    session: Session, *, round_id: int, learner_id: int, by_key: bool, name: str, reviews: bool, now: datetime
) -> None:
    """Brings a learner into a round, at any stage before its end; who is in it stays as they are.

    With `by_key` for whoever `find` let in; otherwise a member of the round's group. Raises NotFound, BadName and
    RoundFull.
    """
    # Those who come at the same time wait for each other, so that no two get one name.
    session.execute(select(Round.id).where(Round.id == round_id).with_for_update())
    found = session.execute(select(Player.learner_id, Player.name).where(Player.round_id == round_id))
    people = {row.learner_id: row.name for row in found}
    if learner_id in people:
        return
    if len(people) >= MOST_PLAYERS:
        raise RoundFull(f"a round takes {MOST_PLAYERS} people")
    called = free_name(clean_name(name), taken=people.values())
    if not by_key:
        pulse(session, round_id=round_id, learner_id=learner_id, now=now)
    session.add(
        Player(round_id=round_id, learner_id=learner_id, name=called, reviews=reviews, joined_at=now, seen_at=now)
    )
    session.flush()
    # Who comes when everything is over sees how it ended only if they were there.
    if pulse(session, round_id=round_id, learner_id=learner_id, now=now).stage is Stage.OVER:
        raise NotFound("this round is over")


def drop_out(session: Session, *, group_id: int, learner_id: int) -> None:
    """Takes whoever is out of a group out of the rounds that go on in it, with their answers there.

    What counted as a review stays theirs, and so does a round that is over.
    """
    going_on = select(Round.id).where(Round.group_id == group_id, Round.stage != Stage.OVER.value)
    # The player first: an answer that is being given holds that row, and is seen by the second statement.
    for table in (Player, RoundAnswer):
        session.execute(delete(table).where(table.learner_id == learner_id, table.round_id.in_(going_on)))
