"""Work by the clock: reminders, and the end of what has expired. Opens its own transactions, a small one at a time."""

import logging
from datetime import datetime

from models.engine import Database
from quizzes.services import calendar, study
from quizzes.services.calendar import Reminder
from quizzes.services.mail import Letter, MailFailed, send
from quizzes.services.people import attempts, entering, links, reminding
from quizzes.services.people.reminding import Addressee
from quizzes.settings import MailServer, Settings

_LOG = logging.getLogger("pathdeck")

_TEXT = """\
Hello {name},

{cards} to review today.

{study}

One mail a day, and none when nothing is due. To get no more of them: {stop}
"""


def remind(database: Database, *, settings: Settings, now: datetime) -> int:
    """Sends every reminder whose hour it is, at most one a learner and day; how many."""
    if settings.mail is None:
        return 0
    with database.reading() as session:
        waiting = reminding.addressees(session, now=now)
    return sum(_remind(database, one, settings=settings, server=settings.mail, now=now) for one in waiting)


def tidy(database: Database, *, now: datetime) -> None:
    """Removes sessions, links and counts of failed tries that no longer mean anything."""
    with database.writing() as session:
        entering.forget_expired(session, now=now)
        links.drop_old(session, now=now)
        attempts.forget_old(session, now=now)


def _remind(database: Database, one: Addressee, *, settings: Settings, server: MailServer, now: datetime) -> bool:
    due = _due(database, one, now=now)
    if not due or not due.due:
        return False
    with database.writing() as session:
        token = reminding.take(session, one, now=now)
    if token is None:
        return False
    try:
        send(_letter(one, due, address=settings.address, token=token), server=server)
    except MailFailed as failure:
        _LOG.error("a reminder was not sent: %s", failure)
        with database.writing() as session:
            reminding.give_back(session, one)
        return False
    return True


def _due(database: Database, one: Addressee, *, now: datetime) -> Reminder | None:
    try:
        with database.reading() as session:
            return calendar.reminder(session, learner_id=one.learner_id, now=now)
    except study.CatchUpNeeded:
        with database.writing() as session:
            study.catch_up(session, learner_id=one.learner_id, now=now)
            return calendar.reminder(session, learner_id=one.learner_id, now=now)


def _letter(one: Addressee, due: Reminder, *, address: str, token: str) -> Letter:
    cards = "1 card" if due.due == 1 else f"{due.due} cards"
    stop = f"{address}/reminders/{token}"
    return Letter(
        to=one.email,
        subject=f"{cards} to review",
        text=_TEXT.format(name=one.name, cards=cards, study=f"{address}/study", stop=stop),
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
