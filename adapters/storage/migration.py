"""Migrates a database's schema to the version this program knows; the steps are in `migrations/versions/`.

Several processes may do so at once: the caller's transaction must exclude the others, as SQLite's does here; on
PostgreSQL an advisory lock does.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from adapters.storage.errors import StorageError
from adapters.storage.schema_version import VERSION

BEFORE = "4"
"""The revision that the version before has. It holds less: a downgrade may refuse."""
_LOCK = 0x67726F6F6D  # "groom", so that nobody else has taken it


def upgrade(connection: Connection, *, create: bool = True) -> None:
    """Migrate the schema to the newest version, within the transaction of this connection.

    Args:
        connection: A connection with an open transaction.
        create: Whether to create the schema in a database that has none.

    Raises:
        StorageError: If the schema is newer than this program, or there is none and `create` is false.
    """
    _exclude_others(connection)
    config = _config(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = MigrationContext.configure(connection, opts={"version_table": VERSION}).get_current_heads()
    if not (found or create):
        msg = "this program has never used it"
        raise StorageError(msg)
    if not known.issuperset(found):
        msg = "a newer version of this program has used it"
        raise StorageError(msg)
    command.upgrade(config, "head")


def downgrade(connection: Connection) -> None:
    """Migrate the schema back to what the released version before knows, within the transaction of this connection.

    Args:
        connection: A connection with an open transaction, to a database with the newest schema.

    Raises:
        DowngradeError: If what is stored can't be kept that way.
    """
    _exclude_others(connection)
    command.downgrade(_config(connection), BEFORE)


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection, "version_table": VERSION})
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config


def _exclude_others(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
