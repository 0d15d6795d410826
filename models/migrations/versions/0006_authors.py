"""Authors: drafts of banks, keys for programs, suggestions, and the index that item analysis reads."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_GRADED = sa.text("quality IS NOT NULL")


def upgrade() -> None:
    """Adds columns and creates the tables; there is nothing to go back to."""
    op.add_column("deck", sa.Column("file_revision", sa.Integer()))
    op.add_column("deck_revision", sa.Column("via", sa.Text()))
    op.add_column("deck_revision", sa.Column("counts", sa.Text()))
    op.add_column("flag", sa.Column("told_at", _MOMENT))
    op.create_index(
        "ix_review_question_id_rev_learner_id_seq",
        "review",
        ["question_id", "rev", "learner_id", "seq"],
        sqlite_where=_GRADED,
        postgresql_where=_GRADED,
    )
    _create_bank_draft()
    _create_put_aside()
    _create_publish_token()
    _create_suggestion()
    _create_settlement()


def _create_bank_draft() -> None:
    op.create_table(
        "bank_draft",
        sa.Column("id", _ID, nullable=False),
        sa.Column("deck_id", _ID),
        sa.Column("owner_id", _ID),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("base_revision", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("changed_by", _ID),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("discarded", sa.Text()),
        sa.CheckConstraint("(deck_id IS NULL) <> (owner_id IS NULL)", name=op.f("ck_bank_draft_belongs")),
        sa.ForeignKeyConstraint(["deck_id"], ["deck.id"], name="fk_bank_draft_deck_id_deck"),
        sa.ForeignKeyConstraint(["owner_id"], ["learner.id"], name="fk_bank_draft_owner_id_learner"),
        sa.PrimaryKeyConstraint("id", name="pk_bank_draft"),
        sa.UniqueConstraint("deck_id", name="uq_bank_draft_deck_id"),
    )
    op.create_index("ix_bank_draft_owner_id", "bank_draft", ["owner_id"])


def _create_put_aside() -> None:
    op.create_table(
        "put_aside",
        sa.Column("draft_id", _ID, nullable=False),
        sa.Column("learner_id", _ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["bank_draft.id"], name="fk_put_aside_draft_id_bank_draft"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_put_aside_learner_id_learner"),
        sa.PrimaryKeyConstraint("draft_id", "learner_id", name="pk_put_aside"),
        sqlite_with_rowid=False,
    )


def _create_publish_token() -> None:
    op.create_table(
        "publish_token",
        sa.Column("id", _ID, nullable=False),
        sa.Column("learner_id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT),
        sa.Column("used_at", _MOMENT),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_publish_token_learner_id_learner"),
        sa.PrimaryKeyConstraint("id", name="pk_publish_token"),
        sa.UniqueConstraint("token_sha256", name="uq_publish_token_token_sha256"),
    )
    op.create_index("ix_publish_token_learner_id", "publish_token", ["learner_id"])


def _create_suggestion() -> None:
    op.create_table(
        "suggestion",
        sa.Column("id", _ID, nullable=False),
        sa.Column("learner_id", _ID, nullable=False),
        sa.Column("deck_id", _ID, nullable=False),
        sa.Column("question_id", _ID, nullable=False),
        sa.Column("version_id", _ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("settled_at", _MOMENT),
        sa.Column("settled_by", _ID),
        sa.Column("taken", sa.Text()),
        sa.Column("reply", sa.Text()),
        sa.Column("told_at", _MOMENT),
        sa.ForeignKeyConstraint(["deck_id"], ["deck.id"], name="fk_suggestion_deck_id_deck"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_suggestion_learner_id_learner"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_suggestion_question_id_question"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["question_version.id"], name="fk_suggestion_version_id_question_version"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_suggestion"),
    )
    op.create_index("ix_suggestion_learner_id_question_id", "suggestion", ["learner_id", "question_id"])
    op.create_index("ix_suggestion_question_id", "suggestion", ["question_id"])
    op.create_index("ix_suggestion_deck_id", "suggestion", ["deck_id"])


def _create_settlement() -> None:
    op.create_table(
        "settlement",
        sa.Column("question_id", _ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("settled_by", _ID),
        sa.Column("settled_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_settlement_question_id_question"),
        sa.PrimaryKeyConstraint("question_id", "kind", name="pk_settlement"),
        sqlite_with_rowid=False,
    )
