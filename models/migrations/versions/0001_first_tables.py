"""First tables: people, paths, decks and studying."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Creates every table; there is nothing to go back to."""
    for create in (_learner, _session, _path, _deck, _question, _enrollment, _card, _review, _day, _task_state):
        create()


def _learner() -> None:
    _table(
        "learner",
        _key("id"),
        _text("name", nullable=True),
        _text("zone"),
        _number("rollover"),
        _text("theme"),
        _instant("created_at"),
        _check("learner", "rollover", "rollover BETWEEN 0 AND 23"),
        _check("learner", "theme", "theme IN ('system', 'light', 'dark')"),
    )


def _session() -> None:
    _table(
        "session",
        sa.Column("token_sha256", sa.Text(), primary_key=True),
        _ref("learner_id"),
        _instant("created_at"),
        _instant("seen_at"),
        _instant("expires_at"),
        _foreign("session", "learner_id", "learner.id"),
    )
    op.create_index("ix_session_learner_id", "session", ["learner_id"])


def _path() -> None:
    _table(
        "path",
        _key("id"),
        _ref("owner_id", nullable=True),
        _text("key"),
        _text("title"),
        _number("revision"),
        _instant("created_at"),
        _foreign("path", "owner_id", "learner.id"),
        sa.UniqueConstraint("owner_id", "key", name="uq_path_owner_id_key"),
    )
    _server_key("path")
    _table(
        "path_revision",
        _key("path_id"),
        sa.Column("number", sa.Integer(), primary_key=True),
        _text("file"),
        _text("sha256"),
        _text("text"),
        _instant("published_at"),
        _foreign("path_revision", "path_id", "path.id"),
    )
    _table(
        "section",
        _key("path_id"),
        sa.Column("anchor", sa.Text(), primary_key=True),
        _number("position"),
        _text("title"),
        _foreign("section", "path_id", "path.id"),
    )


def _deck() -> None:
    _table(
        "deck",
        _key("id"),
        _ref("owner_id", nullable=True),
        _text("key"),
        _text("title"),
        _ref("path_id", nullable=True),
        _number("revision"),
        _number("size"),
        _instant("created_at"),
        _foreign("deck", "owner_id", "learner.id"),
        _foreign("deck", "path_id", "path.id"),
        sa.UniqueConstraint("owner_id", "key", name="uq_deck_owner_id_key"),
    )
    _server_key("deck")
    _table(
        "deck_revision",
        _key("deck_id"),
        sa.Column("number", sa.Integer(), primary_key=True),
        _text("yaml"),
        _text("sha256"),
        _ref("path_id", nullable=True),
        _number("path_revision", nullable=True),
        _instant("published_at"),
        _foreign("deck_revision", "deck_id", "deck.id"),
        sa.ForeignKeyConstraint(
            ["path_id", "path_revision"],
            ["path_revision.path_id", "path_revision.number"],
            name="fk_deck_revision_path_id_path_revision_path_revision",
        ),
    )


def _question() -> None:
    _table(
        "question",
        _key("id"),
        _ref("deck_id"),
        _text("key"),
        _text("kind"),
        _number("position"),
        _text("section"),
        *(_number(name) for name in ("rev", "version")),
        sa.Column("retired", sa.Boolean(), nullable=False),
        _number("changed"),
        _text("fact", nullable=True),
        _text("facts"),
        _text("avoid"),
        _foreign("question", "deck_id", "deck.id"),
        sa.UniqueConstraint("deck_id", "key", name="uq_question_deck_id_key"),
    )
    _partial_index("question", "deck_id", "position", "id", where="retired IS {false} AND kind != 'task'")
    for column in ("section", "fact", "changed"):
        op.create_index(f"ix_question_deck_id_{column}", "question", ["deck_id", column])
    _table(
        "question_version",
        _key("id"),
        _ref("question_id"),
        _number("number"),
        _number("rev"),
        _text("content"),
        _text("sha256"),
        _instant("published_at"),
        _check("question_version", "rev", "rev >= 1"),
        _foreign("question_version", "question_id", "question.id"),
        sa.UniqueConstraint("question_id", "number", name="uq_question_version_question_id_number"),
    )
    _table(
        "question_alias",
        _key("deck_id"),
        sa.Column("key", sa.Text(), primary_key=True),
        _ref("question_id"),
        _foreign("question_alias", "deck_id", "deck.id"),
        _foreign("question_alias", "question_id", "question.id"),
        clustered=True,
    )
    op.create_index("ix_question_alias_question_id", "question_alias", ["question_id"])


def _enrollment() -> None:
    _table(
        "enrollment",
        _key("learner_id"),
        _key("deck_id"),
        _number("revision_seen"),
        _number("new_after"),
        _text("scheduler"),
        _number("new_per_day"),
        _number("reviews_per_day"),
        _instant("enrolled_at"),
        _instant("left_at", nullable=True),
        _check("enrollment", "limits", "new_per_day >= 0 AND reviews_per_day >= 0"),
        _foreign("enrollment", "learner_id", "learner.id"),
        _foreign("enrollment", "deck_id", "deck.id"),
        clustered=True,
    )
    op.create_index("ix_enrollment_deck_id", "enrollment", ["deck_id"])


def _card() -> None:
    _table(
        "card",
        _key("learner_id"),
        _key("question_id"),
        _ref("deck_id"),
        _date("due_day", nullable=True),
        sa.Column("due_order", sa.BigInteger(), nullable=False),
        *(_number(name) for name in ("interval_days", "ease_hundredths", "repetitions", "lapses", "answers", "rev")),
        _date("last_day", nullable=True),
        _date("drill_day", nullable=True),
        _number("drill_turn"),
        _date("not_before", nullable=True),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        _check("card", "ease_hundredths", "ease_hundredths >= 130"),
        _check("card", "interval_days", "interval_days BETWEEN 0 AND 36500"),
        *(_foreign("card", f"{name}_id", f"{name}.id") for name in ("learner", "question", "deck")),
        clustered=True,
    )
    active = "suspended IS {false} AND retired IS {false}"
    _partial_index("card", "learner_id", "deck_id", "due_day", "due_order", where=active)
    _partial_index("card", "learner_id", "deck_id", "drill_day", "drill_turn", where=active)
    op.create_index("ix_card_question_id", "card", ["question_id"])


def _review() -> None:
    _table(
        "review",
        _key("learner_id"),
        sa.Column("seq", sa.Integer(), primary_key=True),
        _text("kind"),
        _ref("deck_id"),
        _ref("question_id"),
        _ref("version_id", nullable=True),
        _number("rev"),
        _number("batch", nullable=True),
        _number("refers_to", nullable=True),
        _instant("answered_at"),
        _date("study_day"),
        _number("quality", nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        _text("response", nullable=True),
        sa.Column("hinted", sa.Boolean(), nullable=False),
        _text("presented", nullable=True),
        sa.Column("seed", sa.BigInteger(), nullable=True),
        _number("taken_ms"),
        _number("deck_answers"),
        _text("scheduler"),
        _number("scheduler_version"),
        *(_text(name, nullable=True) for name in ("before", "after", "nonce")),
        _check("review", "quality", "quality BETWEEN 0 AND 5"),
        _check("review", "taken_ms", "taken_ms BETWEEN 0 AND 60000"),
        *(_foreign("review", f"{name}_id", f"{name}.id") for name in ("learner", "deck", "question")),
        _foreign("review", "version_id", "question_version.id"),
        sa.UniqueConstraint("learner_id", "nonce", name="uq_review_learner_id_nonce"),
    )
    op.create_index("ix_review_learner_id_question_id_seq", "review", ["learner_id", "question_id", "seq"])


def _day() -> None:
    counters = ("new_done", "reviews_done", "drills_done", "right", "taken_ms", "extra_new", "extra_reviews")
    _table(
        "day",
        _key("learner_id"),
        _key("deck_id"),
        sa.Column("study_day", sa.Date(), primary_key=True),
        *(_number(name) for name in counters),
        _foreign("day", "learner_id", "learner.id"),
        _foreign("day", "deck_id", "deck.id"),
        clustered=True,
    )


def _task_state() -> None:
    _table(
        "task_state",
        _key("learner_id"),
        _key("question_id"),
        _ref("deck_id"),
        _date("done_day", nullable=True),
        *(_foreign("task_state", f"{name}_id", f"{name}.id") for name in ("learner", "question", "deck")),
        clustered=True,
    )


def _table(name: str, *parts: sa.schema.SchemaItem, clustered: bool = False) -> None:
    """A table with a named primary key; a clustered one stores its rows in the key's order on SQLite."""
    keys = [part.name for part in parts if isinstance(part, sa.Column) and part.primary_key]
    op.create_table(name, *parts, sa.PrimaryKeyConstraint(*keys, name=f"pk_{name}"), sqlite_with_rowid=not clustered)


def _key(name: str) -> sa.Column[Any]:
    return sa.Column(name, _ID, primary_key=True)


def _ref(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, _ID, nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _date(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, _INSTANT, nullable=nullable)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _foreign(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    referred = target.split(".")[0]
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}_{referred}")


def _server_key(table: str) -> None:
    where = sa.text("owner_id IS NULL")
    op.create_index(f"uq_{table}_key", table, ["key"], unique=True, sqlite_where=where, postgresql_where=where)


def _partial_index(table: str, *columns: str, where: str) -> None:
    op.create_index(
        f"ix_{table}_{'_'.join(columns)}",
        table,
        [*columns],
        sqlite_where=sa.text(where.format(false="0")),
        postgresql_where=sa.text(where.format(false="false")),
    )
