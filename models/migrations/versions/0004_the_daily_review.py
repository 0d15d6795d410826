"""The daily review: options and plans of an enrollment, pauses, notes, flags, a calendar, drafts in the making."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)

_COLUMNS: dict[str, tuple[sa.Column[object], ...]] = {
    "enrollment": (
        sa.Column("new_order", sa.Text(), server_default="path", nullable=False),
        sa.Column("mix", sa.Text(), server_default="mixed", nullable=False),
        sa.Column("siblings_apart", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("exam_day", sa.Date()),
        sa.Column("exam_from", sa.Date()),
        sa.Column("spread_until", sa.Date()),
        sa.Column("spread_reviews", sa.Integer()),
    ),
    "review": (sa.Column("due_day", sa.Date()),),
    "learner": (
        sa.Column("paused_from", sa.Date()),
        sa.Column("paused_until", sa.Date()),
        sa.Column("shows_streak", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("rest_weekdays", sa.Text()),
    ),
    "draft": (
        sa.Column("percent", sa.Integer(), server_default="100", nullable=False),
        sa.Column("remarks", sa.Text()),
    ),
}


def upgrade() -> None:
    """Adds columns and creates the tables; there is nothing to go back to."""
    for table, columns in _COLUMNS.items():
        for column in columns:
            op.add_column(table, column)
    _create_feed()
    _create_note()
    _create_flag()


def _create_feed() -> None:
    op.create_table(
        "feed",
        sa.Column("learner_id", _ID, nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("read_at", _MOMENT),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_feed_learner_id_learner"),
        sa.PrimaryKeyConstraint("learner_id", name="pk_feed"),
        sa.UniqueConstraint("token_sha256", name="uq_feed_token_sha256"),
    )


def _create_note() -> None:
    op.create_table(
        "note",
        sa.Column("learner_id", _ID, nullable=False),
        sa.Column("question_id", _ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_note_learner_id_learner"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_note_question_id_question"),
        sa.PrimaryKeyConstraint("learner_id", "question_id", name="pk_note"),
        sqlite_with_rowid=False,
    )


def _create_flag() -> None:
    op.create_table(
        "flag",
        sa.Column("id", _ID, nullable=False),
        sa.Column("learner_id", _ID, nullable=False),
        sa.Column("deck_id", _ID, nullable=False),
        sa.Column("question_id", _ID, nullable=False),
        sa.Column("version_id", _ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("response", sa.Text()),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("settled_at", _MOMENT),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_flag_learner_id_learner"),
        sa.ForeignKeyConstraint(["deck_id"], ["deck.id"], name="fk_flag_deck_id_deck"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_flag_question_id_question"),
        sa.ForeignKeyConstraint(["version_id"], ["question_version.id"], name="fk_flag_version_id_question_version"),
        sa.PrimaryKeyConstraint("id", name="pk_flag"),
    )
    op.create_index("ix_flag_learner_id_question_id", "flag", ["learner_id", "question_id"])
    op.create_index("ix_flag_question_id", "flag", ["question_id"])
    op.create_index("ix_flag_deck_id", "flag", ["deck_id"])
