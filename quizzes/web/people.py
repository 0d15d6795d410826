"""Who is asking: a learner, or a visitor who becomes one by doing something."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from flask import abort, g, request
from sqlalchemy.orm import Session
from werkzeug import Response

from quizzes.core.study_day import DEFAULT_ROLLOVER, UnknownZone, study_day, zone
from quizzes.services import accounts, study
from quizzes.web.pathdeck import now, pathdeck, reading, writing
from quizzes.web.security.sessions import start_session
from quizzes.web.words import soon

R = TypeVar("R", bound=Response)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcomed:
    """A learner, with the token of the session that was just opened for a visitor."""

    learner_id: int
    token: str | None = None

    def remembered(self, response: R) -> R:
        """The response, with the new session's cookie where there is one."""
        if self.token:
            start_session(response, self.token)
        return response


def welcome(session: Session, *, zone_name: str) -> Welcomed:
    """The learner who asks; a visitor becomes one, in the browser's zone or, where that is unknown, the server's."""
    if g.learner_id is not None:
        return Welcomed(learner_id=g.learner_id)
    learner_id = learner_or_guest(session, zone_name=zone_name)
    token = accounts.sign_in(session, learner_id=learner_id, now=now(), agent=browser())
    return Welcomed(learner_id=learner_id, token=token)


def learner_or_guest(session: Session, *, zone_name: str) -> int:
    """The learner who asks, else a new guest, whose session is still to be opened."""
    if g.learner_id is not None:
        learner_id: int = g.learner_id
        return learner_id
    return accounts.create_guest(session, zone_name=_known(zone_name), now=now())


def browser() -> str:
    """What the browser calls itself."""
    return request.headers.get("User-Agent", "")


def the_learner() -> int:
    """The learner who asks; for a visitor there is nothing here."""
    if g.learner_id is None:
        abort(404)
    learner_id: int = g.learner_id
    return learner_id


def caught_up(read: Callable[[Session], T]) -> T:
    """What `read` finds, after applying what was published since the learner was here last."""
    try:
        with reading() as session:
            return read(session)
    except study.CatchUpNeeded:
        with writing() as session:
            study.catch_up(session, learner_id=the_learner(), now=now())
            return read(session)


def today() -> date:
    """The study day of whoever asks; a visitor's is in the server's zone."""
    person = g.get("person")
    name, rollover = (person.zone, person.rollover) if person else (pathdeck().settings.zone, DEFAULT_ROLLOVER)
    return study_day(now(), zone(name), rollover)


def until(day: date) -> str:
    """How long it is until a day, seen from the study day of whoever asks: "tomorrow", "in 6 days"."""
    return soon((day - today()).days)


def _known(name: str) -> str:
    try:
        zone(name)
    except UnknownZone:
        return pathdeck().settings.zone
    return name
