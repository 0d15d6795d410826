"""Names that look alike: what each name looks like, no two the same from now on."""

import sqlalchemy as sa
from alembic import op

from quizzes.core.looks import look

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_LEARNER = sa.table("learner", sa.column("id"), sa.column("name"), sa.column("name_look"))


def upgrade() -> None:
    """Adds the column and fills it; accounts that look alike already keep their names, and the first has the look."""
    op.add_column("learner", sa.Column("name_look", sa.Text()))
    connection = op.get_bind()
    named = sa.select(_LEARNER.c.id, _LEARNER.c.name).where(_LEARNER.c.name.is_not(None)).order_by(_LEARNER.c.id.desc())
    # The last one written for a look is the first account.
    first = {look(row.name): row.id for row in connection.execute(named)}
    for looks, learner_id in first.items():
        connection.execute(sa.update(_LEARNER).where(_LEARNER.c.id == learner_id).values(name_look=looks))
    op.create_index("uq_learner_name_look", "learner", ["name_look"], unique=True)
