"""What a learner lives through: the first visit, the days after it, and what the calendar says."""

from datetime import date, timedelta

from sqlalchemy import func, select

from models.engine import Database
from models.metadata import TABLES
from models.study import Card
from quizzes.core.study import Finished, Scope
from quizzes.core.scheduling.card import EntryKind
from tests.factories import Person, choices, publish


def test_looking_writes_nothing(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    before = sizes(database)

    ana.look()
    ana.today()

    assert sizes(database) == before


def sizes(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {t.__tablename__: session.scalar(select(func.count()).select_from(t)) or 0 for t in TABLES}
