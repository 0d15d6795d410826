"""Removals: decks that their owners took away, and may bring back."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Creates the table; there is nothing to go back to."""
    op.create_table(
        "removal",
        sa.Column("deck_id", _ID, nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["deck_id"], ["deck.id"], name="fk_removal_deck_id_deck"),
        sa.PrimaryKeyConstraint("deck_id", name="pk_removal"),
    )
