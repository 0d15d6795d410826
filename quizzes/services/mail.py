"""Mail, handed in at the server that the settings name."""

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid

from quizzes.settings import MailServer

SECONDS_TO_WAIT = 20
# A folded address is read wrongly by some programs; 998 is what a line may have (RFC 5322).
_WHOLE_LINES = SMTP.clone(max_line_length=998)
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class MailFailed(Exception):
    """The mail server could not be reached or refused the letter; the message says how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail of plain text to one person."""

    to: str
    subject: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


def send(letter: Letter, *, server: MailServer) -> None:
    """Hands a letter in; beyond this machine never without encryption. Raises MailFailed."""
    try:
        with _connection(server) as connection:
            _secure(connection, server)
            if server.user:
                connection.login(server.user, server.password)
            connection.send_message(_message(letter, server))
    # The letters of these two are not put into words: they may hold the password.
    except smtplib.SMTPAuthenticationError as error:
        raise MailFailed(f"{server.host}:{server.port} refused the user or the password ({error.smtp_code})") from None
    except UnicodeEncodeError:
        raise MailFailed("the user or the password of the mail server has letters that mail cannot carry") from None
    except (OSError, smtplib.SMTPException) as error:
        raise MailFailed(f"{server.host}:{server.port} took no mail: {error}") from error


def _connection(server: MailServer) -> smtplib.SMTP:
    if server.encrypted:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS_TO_WAIT, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=SECONDS_TO_WAIT)


def _secure(connection: smtplib.SMTP, server: MailServer) -> None:
    """Encrypts what is not yet; only a server on this machine may do without."""
    connection.ehlo()
    if not server.encrypted and (server.host not in _THIS_MACHINE or connection.has_extn("starttls")):
        connection.starttls(context=ssl.create_default_context())


def _message(letter: Letter, server: MailServer) -> EmailMessage:
    message = EmailMessage(policy=_WHOLE_LINES)
    message["From"] = f"Pathdeck <{server.sender}>"
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Message-ID"] = make_msgid(domain=server.sender.partition("@")[2])
    for name, value in letter.headers.items():
        message[name] = value
    message.set_content(letter.text)
    return message
