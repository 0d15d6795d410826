"""One reminder a day by e-mail, at the learner's hour, for those who want one and have something due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from models.accounts import Learner
from quizzes.core.access import NotFound
from quizzes.core.study_day import zone
from quizzes.services.people import links
from quizzes.services.people.links import Purpose
from quizzes.services.people.naming import account

LATEST_HOURS = 3
"""A server that was off at the hour still reminds within so many hours; later nobody wants it."""
STOP_LIFE = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Somebody whose hour it is; `day` is the date there, `reminded_day` the last day that had a reminder."""

    learner_id: int
    name: str
    email: str
    day: date
    reminded_day: date | None


def choose(session: Session, *, learner_id: int, hour: int | None) -> None:
    """Sets the hour of a learner's reminder in the learner's zone, None for none; raises NotFound without an e-mail."""
    learner = account(session, learner_id=learner_id)
    if hour is not None and (learner.email is None or not 0 <= hour <= 23):
        raise NotFound("a reminder needs an e-mail address and an hour of the clock")
    learner.reminder_hour = hour
    session.flush()


def addressees(session: Session, *, now: datetime) -> tuple[Addressee, ...]:
    """Everybody whose hour it is and who had no reminder on this day yet."""
    # No zone is more than a day ahead, so whoever had a reminder later than that has had today's.
    old = or_(Learner.reminded_day.is_(None), Learner.reminded_day <= now.date())
    wanted = (Learner.email.is_not(None), Learner.reminder_hour.is_not(None), Learner.name.is_not(None))
    found = []
    for learner in session.scalars(select(Learner).where(*wanted, old).order_by(Learner.id)):
        local = now.astimezone(zone(learner.zone))
        hour = learner.reminder_hour or 0
        if hour <= local.hour < hour + LATEST_HOURS and learner.reminded_day != local.date():
            found.append(
                Addressee(
                    learner_id=learner.id,
                    name=learner.name or "",
                    email=learner.email or "",
                    day=local.date(),
                    reminded_day=learner.reminded_day,
                )
            )
    return tuple(found)


def take(session: Session, addressee: Addressee, *, now: datetime) -> str | None:
    """Notes that this day has its reminder and returns the token of a link that ends them; None if it had one already.

    Done before the mail is sent: rather one reminder too few than one every minute.
    """
    if not _note(session, addressee, was=addressee.reminded_day, becomes=addressee.day):
        return None
    whose = addressee.learner_id
    return links.make(session, purpose=Purpose.REMINDERS, learner_id=whose, life=STOP_LIFE, now=now)


def give_back(session: Session, addressee: Addressee) -> None:
    """Takes the note back after the mail could not be handed in, so that it is tried again."""
    _note(session, addressee, was=addressee.day, becomes=addressee.reminded_day)


def receiver(session: Session, *, token: str, now: datetime) -> tuple[str, bool]:
    """Whose reminders a link ends, and whether they are still on; raises NotFound."""
    learner = _receiver(session, token, now)
    return learner.name or "", learner.reminder_hour is not None


def stop(session: Session, *, token: str, now: datetime) -> None:
    """Ends the reminders; doing it twice changes nothing more. Raises NotFound."""
    _receiver(session, token, now).reminder_hour = None
    session.flush()


def _receiver(session: Session, token: str, now: datetime) -> Learner:
    learner = session.get(Learner, links.look(session, token=token, purpose=Purpose.REMINDERS, now=now))
    if learner is None:
        raise NotFound("this link opens nothing any more")
    return learner


def _note(session: Session, addressee: Addressee, *, was: date | None, becomes: date | None) -> bool:
    noted = (
        update(Learner)
        .where(Learner.id == addressee.learner_id, Learner.reminded_day.is_not_distinct_from(was))
        .values(reminded_day=becomes)
    )
    return session.execute(noted.returning(Learner.id)).one_or_none() is not None
