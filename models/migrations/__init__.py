"""The schema and its version: bringing a database up to date, or refusing one that this program does not know."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from models.engine import Database

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


class SchemaUnknown(Exception):
    """The database was written by a newer program; this one would damage it."""


def migrate(database: Database) -> str:
    """Brings the schema up to date in one transaction and returns its version; raises SchemaUnknown."""
    with database.migrating() as connection:
        _refuse_newer(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return _version(connection) or ""


def check(database: Database) -> None:
    """Refuses a database whose schema is newer or older than this program; raises SchemaUnknown."""
    with database.reading() as session:
        _refuse_newer(session.connection())
        version = _version(session.connection())
    if version != latest_version():
        raise SchemaUnknown(
            f"the database has schema {version or 'none'}, this program needs {latest_version()}; start it with "
            '"pathdeck serve", which migrates'
        )


def schema_version(database: Database) -> str | None:
    """The database's schema version, None before the first migration."""
    with database.reading() as session:
        return _version(session.connection())


def latest_version() -> str:
    """The schema version that this program needs."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(connection: Connection) -> None:
    version = _version(connection)
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if version is not None and version not in known:
        raise SchemaUnknown(
            f"the database has schema {version}, which is newer than this program; update Pathdeck or restore a backup"
        )


def _config() -> Config:
    return Config(toml_file=_PROJECT)
