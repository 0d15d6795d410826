"""Accounts, study groups, sharing and live rounds."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)

_COLUMNS: dict[str, tuple[sa.Column[object], ...]] = {
    "learner": (
        sa.Column("name_key", sa.Text()),
        sa.Column("password_hash", sa.Text()),
        sa.Column("email", sa.Text()),
        sa.Column("owns_server", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reminder_hour", sa.Integer()),
        sa.Column("reminded_day", sa.Date()),
    ),
    "session": (sa.Column("agent", sa.Text()),),
    "deck": (
        sa.Column("visibility", sa.Text(), server_default="private", nullable=False),
        sa.Column("link", sa.Text()),
        sa.Column("origin_deck_id", _ID),
        sa.Column("origin_revision", sa.Integer()),
    ),
    "deck_revision": (sa.Column("published_by", _ID), sa.Column("note", sa.Text())),
    "enrollment": (sa.Column("revision_told", sa.Integer()),),
    "review": (sa.Column("merged", sa.Boolean(), server_default=sa.false(), nullable=False),),
    "flag": (sa.Column("reply", sa.Text()),),
}


def upgrade() -> None:
    """Adds columns and creates the tables; there is nothing to go back to."""
    for table, columns in _COLUMNS.items():
        for column in columns:
            op.add_column(table, column)
    op.create_index("uq_learner_name_key", "learner", ["name_key"], unique=True)
    op.create_index("uq_learner_email", "learner", ["email"], unique=True)
    op.create_index("uq_deck_link", "deck", ["link"], unique=True)
    _create_study_group()
    _create_membership()
    _create_group_deck()
    _create_invite()
    _create_comment()
    _create_round()
    _create_round_question()
    _create_player()
    _create_round_answer()
    _create_identity()
    _create_one_time_link()
    _create_attempt()
    _create_server_setting()


def _create_study_group() -> None:
    op.create_table(
        "study_group",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("leaderboard", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_study_group"),
    )


def _create_membership() -> None:
    op.create_table(
        "membership",
        sa.Column("group_id", _ID, nullable=False),
        sa.Column("learner_id", _ID, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("joined_at", _MOMENT, nullable=False),
        sa.Column("shows_progress", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("ranked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("role IN ('owner', 'maintainer', 'editor', 'member')", name=op.f("ck_membership_role")),
        sa.ForeignKeyConstraint(["group_id"], ["study_group.id"], name="fk_membership_group_id_study_group"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_membership_learner_id_learner"),
        sa.PrimaryKeyConstraint("group_id", "learner_id", name="pk_membership"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_membership_learner_id", "membership", ["learner_id"])


def _create_group_deck() -> None:
    op.create_table(
        "group_deck",
        sa.Column("group_id", _ID, nullable=False),
        sa.Column("deck_id", _ID, nullable=False),
        sa.Column("shared_by", _ID),
        sa.Column("shared_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["deck_id"], ["deck.id"], name="fk_group_deck_deck_id_deck"),
        sa.ForeignKeyConstraint(["group_id"], ["study_group.id"], name="fk_group_deck_group_id_study_group"),
        sa.ForeignKeyConstraint(["shared_by"], ["learner.id"], name="fk_group_deck_shared_by_learner"),
        sa.PrimaryKeyConstraint("group_id", "deck_id", name="pk_group_deck"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_group_deck_deck_id", "group_deck", ["deck_id"])


def _create_invite() -> None:
    op.create_table(
        "invite",
        sa.Column("id", _ID, nullable=False),
        sa.Column("group_id", _ID, nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("key_sha256", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created_by", _ID, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT),
        sa.Column("uses_left", sa.Integer()),
        sa.Column("revoked_at", _MOMENT),
        sa.CheckConstraint("role IN ('maintainer', 'editor', 'member')", name=op.f("ck_invite_role")),
        sa.CheckConstraint("uses_left >= 0", name=op.f("ck_invite_uses_left")),
        sa.ForeignKeyConstraint(["created_by"], ["learner.id"], name="fk_invite_created_by_learner"),
        sa.ForeignKeyConstraint(["group_id"], ["study_group.id"], name="fk_invite_group_id_study_group"),
        sa.PrimaryKeyConstraint("id", name="pk_invite"),
        sa.UniqueConstraint("key_sha256", name="uq_invite_key_sha256"),
        sa.UniqueConstraint("token_sha256", name="uq_invite_token_sha256"),
    )
    op.create_index("ix_invite_group_id", "invite", ["group_id"])


def _create_comment() -> None:
    op.create_table(
        "comment",
        sa.Column("id", _ID, nullable=False),
        sa.Column("question_id", _ID, nullable=False),
        sa.Column("learner_id", _ID, nullable=False),
        sa.Column("group_id", _ID),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("removed_at", _MOMENT),
        sa.ForeignKeyConstraint(["group_id"], ["study_group.id"], name="fk_comment_group_id_study_group"),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_comment_learner_id_learner"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_comment_question_id_question"),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
    )
    op.create_index("ix_comment_learner_id", "comment", ["learner_id"])
    op.create_index("ix_comment_question_id_id", "comment", ["question_id", "id"])


def _create_round() -> None:
    op.create_table(
        "round",
        sa.Column("id", _ID, nullable=False),
        sa.Column("deck_id", _ID, nullable=False),
        sa.Column("section", sa.Text()),
        sa.Column("group_id", _ID),
        sa.Column("host_id", _ID, nullable=False),
        sa.Column("key_sha256", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.CheckConstraint("stage IN ('lobby', 'asked', 'revealed', 'over')", name=op.f("ck_round_stage")),
        sa.ForeignKeyConstraint(["deck_id"], ["deck.id"], name="fk_round_deck_id_deck"),
        sa.ForeignKeyConstraint(["group_id"], ["study_group.id"], name="fk_round_group_id_study_group"),
        sa.ForeignKeyConstraint(["host_id"], ["learner.id"], name="fk_round_host_id_learner"),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sa.UniqueConstraint("key_sha256", name="uq_round_key_sha256"),
    )
    op.create_index("ix_round_group_id", "round", ["group_id"])


def _create_round_question() -> None:
    op.create_table(
        "round_question",
        sa.Column("round_id", _ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("version_id", _ID, nullable=False),
        sa.Column("seed", _ID, nullable=False),
        sa.Column("asked_at", _MOMENT),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_round_question_round_id_round"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["question_version.id"], name="fk_round_question_version_id_question_version"
        ),
        sa.PrimaryKeyConstraint("round_id", "place", name="pk_round_question"),
        sqlite_with_rowid=False,
    )


def _create_player() -> None:
    op.create_table(
        "player",
        sa.Column("round_id", _ID, nullable=False),
        sa.Column("learner_id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reviews", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("joined_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_player_learner_id_learner"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_player_round_id_round"),
        sa.PrimaryKeyConstraint("round_id", "learner_id", name="pk_player"),
        sqlite_with_rowid=False,
    )


def _create_round_answer() -> None:
    op.create_table(
        "round_answer",
        sa.Column("round_id", _ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("learner_id", _ID, nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("answered_at", _MOMENT, nullable=False),
        sa.Column("taken_ms", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_round_answer_learner_id_learner"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_round_answer_round_id_round"),
        sa.PrimaryKeyConstraint("round_id", "place", "learner_id", name="pk_round_answer"),
        sqlite_with_rowid=False,
    )


def _create_identity() -> None:
    op.create_table(
        "identity",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("learner_id", _ID, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_identity_learner_id_learner"),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identity"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_identity_learner_id", "identity", ["learner_id"])


def _create_one_time_link() -> None:
    op.create_table(
        "one_time_link",
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("learner_id", _ID),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT),
        sa.Column("used_at", _MOMENT),
        sa.ForeignKeyConstraint(["learner_id"], ["learner.id"], name="fk_one_time_link_learner_id_learner"),
        sa.PrimaryKeyConstraint("token_sha256", name="pk_one_time_link"),
    )
    op.create_index("ix_one_time_link_learner_id", "one_time_link", ["learner_id"])


def _create_attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("window_start", _MOMENT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_attempt"),
        sqlite_with_rowid=False,
    )


def _create_server_setting() -> None:
    op.create_table(
        "server_setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_server_setting"),
        sqlite_with_rowid=False,
    )
