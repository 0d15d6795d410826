"""Where a bank is published: into this machine's database, or on a server that is reached by its address."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import quote, urlsplit

import click
import requests
from pydantic import TypeAdapter, ValidationError

from models.engine import Database
from quizzes.clock import utc_now
from quizzes.core.access import NotFound
from quizzes.core.publishing import PlanReport
from quizzes.core.wire import Refused, Sent
from quizzes.services import publishing
from quizzes.services.publishing import Edition, Outcome, Pulled

T = TypeVar("T")

_TIMEOUT = (10, 300)
"""Seconds to wait for a connection, and for an answer: a bank of 20,000 questions takes a while."""
_READ = (200, 409, 422)
_WORDS = {
    401: "the token is unknown, revoked or too old; make a new one under Account",
    413: "this is more than the server takes at once; split the bank",
    429: "too many requests with this token; try again in a quarter of an hour",
    503: "the server is busy and saved nothing; try again in a moment",
}


class Target(Protocol):
    """Something to publish on."""

    def plan(self, edition: Edition, *, known: int | None, retire: bool) -> PlanReport:
        """What publishing would do now."""

    def publish(self, edition: Edition, *, base: int, known: int | None, retire: bool, note: str) -> Outcome:
        """Publishes against the revision `base`."""

    def pull(self, key: str, *, digest: str) -> Pulled:
        """The latest text."""


@dataclass(frozen=True, slots=True)
class Here:
    """This machine's own database, whose decks belong to the server."""

    database: Database

    def plan(self, edition: Edition, *, known: int | None, retire: bool) -> PlanReport:
        """What publishing would do now."""
        with self.database.reading() as session:
            place = publishing.place_for(session, key=edition.bank.id, learner_id=None)
            seen = publishing.file_known(place, base=known)
            return publishing.report(session, edition, place=place, known=seen, allow_retire=retire)

    def publish(self, edition: Edition, *, base: int, known: int | None, retire: bool, note: str) -> Outcome:
        """Publishes in one transaction."""
        with self.database.writing() as session:
            return publishing.publish_file(
                session,
                edition,
                base=base,
                known=known,
                allow_retire=retire,
                learner_id=None,
                note=note,
                now=utc_now(),
            )

    def pull(self, key: str, *, digest: str) -> Pulled:
        """The latest text; raises ClickException."""
        try:
            with self.database.reading() as session:
                return publishing.pull(session, key=key, learner_id=None, digest=digest)
        except NotFound as missing:
            raise click.ClickException(f"{missing}.") from missing


@dataclass(frozen=True, slots=True)
class There:
    """A server at an address; every failure is one line, and none of them holds the token."""

    address: str
    token: str = field(repr=False)

    def plan(self, edition: Edition, *, known: int | None, retire: bool) -> PlanReport:
        """What publishing would do now."""
        sent = _sent(edition, known=known, retire=retire)
        return self._ask(PlanReport, "POST", f"{_name(edition.bank.id)}/plan", body=sent)

    def publish(self, edition: Edition, *, base: int, known: int | None, retire: bool, note: str) -> Outcome:
        """Publishes in one request, which may be sent again."""
        sent = _sent(edition, base=base, known=known, retire=retire, note=note)
        return self._ask(Outcome, "POST", f"{_name(edition.bank.id)}/publish", body=sent)

    def pull(self, key: str, *, digest: str) -> Pulled:
        """The latest text."""
        return self._ask(Pulled, "GET", f"{_name(key)}?sha256={digest}")

    def _ask(self, kind: type[T], method: str, path: str, *, body: Sent | None = None) -> T:
        url = f"{self.address}/api/decks/{path}"
        content = TypeAdapter(Sent).dump_json(body) if body else None
        try:
            reply = requests.request(
                method,
                url,
                data=content,
                headers={"Content-Type": "application/json", "Accept": "application/json"},
                auth=self._bear,
                timeout=_TIMEOUT,
                allow_redirects=False,
            )
        except requests.RequestException as failure:
            raise click.ClickException(_unreachable(self.address, failure)) from None
        return _read(kind, reply, address=self.address)

    def _bear(self, request: Any) -> Any:
        # Given as `auth`, so that no .netrc file puts another name in its place.
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request


def there(address: str, *, token: str, insecure: bool) -> There:
    """A server by its address; raises UsageError where a token would travel in the open."""
    parts = urlsplit(address if "://" in address else f"https://{address}")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise click.UsageError(f"{address} is no address of a server; write it as https://decks.example.org")
    if parts.scheme == "http" and not insecure and not _is_local(parts.hostname):
        raise click.UsageError("over http everybody on the way could read the token; use https, or say --insecure")
    if not token:
        raise click.UsageError("a server needs a token: make one under Account, then set PATHDECK_TOKEN")
    if not token.isascii() or not token.isprintable() or " " in token:
        raise click.UsageError("this is not a token; copy it once more, without the lines around it")
    return There(f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}", token)


def read_token(token: str, file: Path | None) -> str:
    """The token that was given, else the first line of the file."""
    return token.strip() or (file.read_text("utf-8").strip() if file else "")


def _sent(edition: Edition, *, base: int = 0, known: int | None = None, retire: bool = False, note: str = "") -> Sent:
    return Sent(
        yaml=edition.yaml,
        path_text=edition.path_text,
        path_file=edition.path_file,
        base=base,
        known=known,
        retire=retire,
        note=note,
    )


def _read(kind: type[T], reply: requests.Response, *, address: str) -> T:
    try:
        if reply.status_code in _READ:
            return TypeAdapter(kind).validate_json(reply.content)
        if reply.status_code in (400, 404):
            raise click.ClickException(f"{TypeAdapter(Refused).validate_json(reply.content).error}.")
    except ValidationError:
        if reply.ok:
            raise click.ClickException(f"{address} answers, but is no Pathdeck server of this version.") from None
    if reply.is_redirect:
        raise click.ClickException(f"{address} leads elsewhere; give the address that it leads to.")
    said = _WORDS.get(reply.status_code, f"it answered {reply.status_code}; is this a Pathdeck server?")
    raise click.ClickException(f"{address}: {said}.")


def _unreachable(address: str, failure: requests.RequestException) -> str:
    if isinstance(failure, requests.exceptions.SSLError):
        return f"{address}: its certificate is not trusted here; nothing was sent."
    if isinstance(failure, requests.exceptions.Timeout):
        return f"{address} did not answer in time. Nothing is half published; run the command once more."
    return f"{address} cannot be reached, or hung up. Nothing is half published; run the command once more."


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _name(key: str) -> str:
    return quote(key, safe="")
