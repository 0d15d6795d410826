"""What Alembic runs: the migrations, inside the transaction of the connection that `models.schema` hands over."""

from alembic import context

from models.metadata import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
