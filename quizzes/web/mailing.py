"""Mail sent after the answer: a page takes as long for an address that is known as for one that is not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from models.gate import DatabaseBusy
from quizzes.services.mail import Letter, MailFailed, send
from quizzes.web.pathdeck import now, pathdeck

_SENDER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def can_write() -> bool:
    """Whether this server sends mail."""
    return pathdeck().settings.mail is not None


def send_later(write: Callable[[Session, datetime], Letter | None]) -> None:
    """Lets `write` make a letter in a transaction of its own and sends it, after this request; None sends nothing."""
    program, log, at = pathdeck(), current_app.logger, now()
    server = program.settings.mail
    if server is None:
        return

    def work() -> None:
        try:
            with program.database.writing() as session:
                letter = write(session, at)
            if letter:
                send(letter, server=server)
        except (MailFailed, DatabaseBusy, SQLAlchemyError) as failure:
            log.error("a mail was not sent: %s", failure)

    _SENDER.submit(work)
