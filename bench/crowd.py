"""A database with many learners who have many cards due, made within a minute by SQL."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.engine import Database
from models.migrations import migrate
from quizzes.clock import utc_now
from quizzes.core.banks import Bank, write
from quizzes.core.questions import Choice, Option, Verdict
from quizzes.services import accounts, decks, study

LIMIT_PER_DAY = 500
_OPTIONS = tuple(
    Option(key=key, text=f"Option {key} is a line of text", verdict=Verdict.RIGHT if key == "a" else Verdict.WRONG)
    for key in "abc"
)
_QUESTION = Choice(id="q1", ask="Which of these is the first one?", options=_OPTIONS, fact="f0", source="x.md#first")
_NUMBERS = "WITH RECURSIVE number(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < :size) "
_MORE_QUESTIONS = (
    _NUMBERS
    + """
INSERT INTO question (deck_id, key, kind, position, section, rev, version, retired, changed, fact, facts, avoid)
SELECT deck_id, 'q' || n, kind, n, section, rev, version, retired, changed, 'f' || (n / 2), facts, avoid
FROM question JOIN number WHERE deck_id = :deck AND key = 'q1'
"""
)
_MORE_VERSIONS = """
INSERT INTO question_version (question_id, number, rev, content, sha256, published_at)
SELECT question.id, first.number, first.rev, first.content, first.sha256, first.published_at
FROM question JOIN question_version AS first JOIN question AS one ON one.id = first.question_id
WHERE one.deck_id = :deck AND one.key = 'q1' AND question.deck_id = :deck AND question.id <> one.id
"""
_CARDS = """
INSERT INTO card SELECT :learner, question.id, :deck, date('now', '-' || (question.id % 30 + 1) || ' days'),
    abs(random()) % 4294967296, 6, 250, 2, 0, 2, 1, date('now', '-40 days'), NULL, 0, NULL, 0, 0
FROM question WHERE deck_id = :deck
"""
_FLOOR = (
    "CREATE TABLE floor_card (id INTEGER PRIMARY KEY, answers INTEGER, due_day TEXT)",
    "CREATE TABLE floor_log (id INTEGER PRIMARY KEY, card_id INTEGER, quality INTEGER, answered_at INTEGER)",
    "INSERT INTO floor_card (answers, due_day) SELECT answers, due_day FROM card",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Learners of one deck, by the tokens of their sessions."""

    deck_id: int
    cards: int
    tokens: tuple[str, ...]

    @property
    def name(self) -> str:
        """How the table calls them."""
        return f"{self.cards:,} cards"


def crowd(database: Database, *, cards: int, learners: int) -> Crowd:
    """So many learners with so many due cards each, all in one deck."""
    bank = Bank(id=f"deck-{cards}", title=f"{cards} cards", questions=(_QUESTION,))
    with database.writing() as session:
        published = decks.publish(
            session, bank=bank, yaml=write(bank), path_text=None, path_file="", owner_id=None, now=utc_now()
        )
        keys = {"deck": published.deck_id, "size": cards}
        session.execute(text(_MORE_QUESTIONS), keys)
        session.execute(text(_MORE_VERSIONS), keys)
        session.execute(text("UPDATE deck SET size = :size WHERE id = :deck"), keys)
    deck_id = published.deck_id or 0
    return Crowd(deck_id=deck_id, cards=cards, tokens=tuple(_learner(database, deck_id) for _ in range(learners)))


def _learner(database: Database, deck_id: int) -> str:
    with database.writing() as session:
        learner_id = accounts.create_guest(session, zone_name="UTC", now=utc_now())
        study.enroll(session, learner_id=learner_id, deck_id=deck_id, now=utc_now())
        study.change_limits(
            session, learner_id=learner_id, deck_id=deck_id, new_per_day=20, reviews_per_day=LIMIT_PER_DAY
        )
        session.execute(text(_CARDS), {"learner": learner_id, "deck": deck_id})
        study.catch_up(session, learner_id=learner_id, now=utc_now())
        return accounts.sign_in(session, learner_id=learner_id, now=utc_now())


def database_in(folder: Path) -> Database:
    """A migrated database in this folder."""
    database = Database(f"sqlite:///{folder / 'pathdeck.sqlite3'}")
    migrate(database)
    return database


def add_floor(session: Session) -> int:
    """The floor's own two tables, with as many rows as there are cards; returns how many."""
    for statement in _FLOOR:
        session.execute(text(statement))
    return session.scalar(text("SELECT count(*) FROM floor_card")) or 0
