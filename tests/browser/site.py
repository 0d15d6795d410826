"""A running server, as browser tests know it."""

from dataclasses import dataclass, field

from flask import Flask
from sqlalchemy import text

from tests.lighthouse import SECTIONS, Clock, database_of

PHONE = {"width": 360, "height": 740}
SHORT = {"width": 360, "height": 480}
DESK = {"width": 1280, "height": 800}


@dataclass(slots=True)
class Site:
    """A running server; `troubles` collects what a browser complained about."""

    address: str
    app: Flask
    clock: Clock
    troubles: list[str] = field(default_factory=list)

    def url(self, path: str) -> str:
        """The full address of a path."""
        return f"{self.address}{path}"

    def question(self, kind: str) -> str:
        """The address where the question of this kind is asked."""
        return self.url(f"/study?deck=1&section={SECTIONS[kind]}")

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        with database_of(self.app).reading() as session:
            return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())
