"""Migrates a database's schema to this program's version; the steps are in `migrations/versions/`.

Several processes may try at the same time: on SQLite the caller's transaction excludes the others, on PostgreSQL an
advisory lock does.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from adapters.storage.errors import StorageError
from adapters.storage.schema_version import VERSION, exclude_others

BEFORE = "4"
"""The revision of the previous release. It can hold less, so a downgrade may be refused."""


def upgrade(connection: Connection, *, create: bool = True) -> None:
    """Migrate the schema to the newest version, within the transaction of this connection.

    Args:
        connection: A connection with an open transaction.
        create: Whether to create the schema if the database has none.

    Raises:
        StorageError: If the schema is newer than this program, or there is none and `create` is false.
    """
    exclude_others(connection)
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
    """Migrate the schema back to that of the previous release, within the transaction of this connection.

    Args:
        connection: A connection with an open transaction, to a database with the newest schema.

    Raises:
        DowngradeError: If that schema can't hold the stored data.
    """
    exclude_others(connection)
    command.downgrade(_config(connection), BEFORE)


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection, "version_table": VERSION})
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config
