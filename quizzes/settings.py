"""Settings, read once from the environment, each with a default that works."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from quizzes.core.names import BadEmail, clean_email
from quizzes.core.study_day import UnknownZone, zone

LOCAL_TIME = Path("/etc/localtime")
CHECKOUT = Path(__file__).resolve().parent.parent


class BadSetting(ValueError):
    """A setting that cannot be used; the message names it, says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed in, and whom it comes from; `encrypted` from the first byte, else by STARTTLS."""

    host: str
    port: int
    sender: str
    encrypted: bool = False
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An OpenID Connect provider that people may sign in with; `name` is what the button calls it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a person who runs Pathdeck may choose."""

    data: Path = CHECKOUT / "data"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    database_url: str = ""
    public_url: str = ""
    trusted_hosts: tuple[str, ...] = ()
    zone: str = "UTC"
    mail: MailServer | None = None
    provider: Provider | None = None

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings of this environment; raises BadSetting."""
        return cls(
            data=Path(environ.get("PATHDECK_DATA") or CHECKOUT / "data").expanduser().resolve(),
            host=environ.get("HOST") or "127.0.0.1",
            port=_number(environ, "PORT", default=8000, low=1, high=65535),
            workers=_number(environ, "PATHDECK_WORKERS", default=2, low=1, high=64),
            database_url=environ.get("PATHDECK_DATABASE_URL", ""),
            public_url=_url(environ, "PUBLIC_URL", example="https://decks.example.org"),
            trusted_hosts=tuple(environ.get("TRUSTED_HOSTS", "").replace(",", " ").split()),
            zone=_zone(environ),
            mail=_mail(environ),
            provider=_provider(environ),
        )

    @property
    def database(self) -> str:
        """The database's URL: the one that was set, else SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data / 'pathdeck.sqlite3'}"

    @property
    def secure(self) -> bool:
        """Whether people reach this server by https, so that cookies may insist on it."""
        return self.public_url.startswith("https://")

    @property
    def address(self) -> str:
        """Where a browser finds this server, for links that are not made in answer to one."""
        if self.public_url:
            return self.public_url
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)
        return f"http://{host}:{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names under which this server answers."""
        public = urlsplit(self.public_url).hostname
        names = ("127.0.0.1", "localhost", "[::1]", self.host, *([public] if public else []), *self.trusted_hosts)
        return tuple(dict.fromkeys(names))


def _number(environ: Mapping[str, str], name: str, *, default: int, low: int, high: int) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise BadSetting(f"{name} is {text!r}; give a whole number from {low} to {high}")
    return int(text)


def _url(environ: Mapping[str, str], name: str, *, example: str) -> str:
    text = environ.get(name, "")
    if text and (urlsplit(text).scheme not in ("http", "https") or not urlsplit(text).hostname):
        raise BadSetting(f"{name} is {text!r}; give the full address, such as {example}")
    return text.rstrip("/")


def _mail(environ: Mapping[str, str]) -> MailServer | None:
    text, sender = environ.get("PATHDECK_SMTP_URL", ""), environ.get("PATHDECK_SMTP_FROM", "")
    if not text and not sender:
        return None
    if not text or not sender:
        raise BadSetting("to send mail, set both PATHDECK_SMTP_URL and PATHDECK_SMTP_FROM")
    try:
        url, sender = urlsplit(text), clean_email(sender)
        port = url.port
    except BadEmail as wrong:
        raise BadSetting(f"PATHDECK_SMTP_FROM is {sender!r}; {wrong}") from wrong
    except ValueError:
        port, url = None, urlsplit("")
    if url.scheme not in ("smtp", "smtps") or not url.hostname:
        # The text may hold a password, so the message does not repeat it.
        raise BadSetting("PATHDECK_SMTP_URL is not one; write smtp://user:password@mail.example.org:587, or smtps://…")
    encrypted = url.scheme == "smtps"
    return MailServer(
        host=url.hostname,
        port=port or (465 if encrypted else 587),
        sender=sender,
        encrypted=encrypted,
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
    )


def _provider(environ: Mapping[str, str]) -> Provider | None:
    names = ("PATHDECK_OIDC_ISSUER", "PATHDECK_OIDC_CLIENT_ID", "PATHDECK_OIDC_CLIENT_SECRET")
    missing = [name for name in names if not environ.get(name)]
    if len(missing) == len(names):
        return None
    if missing:
        raise BadSetting(f"to sign in with OpenID Connect, set {' and '.join(missing)} too")
    issuer = _url(environ, names[0], example="https://login.example.org")
    name = environ.get("PATHDECK_OIDC_NAME") or urlsplit(issuer).hostname or ""
    return Provider(issuer=issuer, client_id=environ[names[1]], client_secret=environ[names[2]], name=name)


def _zone(environ: Mapping[str, str]) -> str:
    """The machine's zone by its IANA name, for browsers that do not tell theirs; UTC where nothing says."""
    _, _, linked = str(LOCAL_TIME.resolve()).partition("/zoneinfo/")
    for name in (environ.get("TZ", "").lstrip(":"), linked):
        try:
            return zone(name).key
        except UnknownZone:
            continue
    return "UTC"
