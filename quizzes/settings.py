"""Settings, read once from the environment, each with a default that works."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from quizzes.core.study_day import UnknownZone, zone

LOCAL_TIME = Path("/etc/localtime")
CHECKOUT = Path(__file__).resolve().parent.parent


class BadSetting(ValueError):
    """A setting that cannot be used; the message names it, says why and what to do."""


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

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings of this environment; raises BadSetting."""
        return cls(
            data=Path(environ.get("PATHDECK_DATA") or CHECKOUT / "data").expanduser().resolve(),
            host=environ.get("HOST") or "127.0.0.1",
            port=_number(environ, "PORT", default=8000, low=1, high=65535),
            workers=_number(environ, "PATHDECK_WORKERS", default=2, low=1, high=64),
            database_url=environ.get("PATHDECK_DATABASE_URL", ""),
            public_url=_url(environ.get("PUBLIC_URL", "")),
            trusted_hosts=tuple(environ.get("TRUSTED_HOSTS", "").replace(",", " ").split()),
            zone=_zone(environ),
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


def _url(text: str) -> str:
    if text and (urlsplit(text).scheme not in ("http", "https") or not urlsplit(text).hostname):
        raise BadSetting(f"PUBLIC_URL is {text!r}; give the full address, such as https://decks.example.org")
    return text.rstrip("/")


def _zone(environ: Mapping[str, str]) -> str:
    """The machine's zone by its IANA name, for browsers that do not tell theirs; UTC where nothing says."""
    _, _, linked = str(LOCAL_TIME.resolve()).partition("/zoneinfo/")
    for name in (environ.get("TZ", "").lstrip(":"), linked):
        try:
            return zone(name).key
        except UnknownZone:
            continue
    return "UTC"
