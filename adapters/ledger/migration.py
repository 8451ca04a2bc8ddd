"""A database's schema, brought up to what this program knows; what is done stands in `migrations/versions/`.

Several processes may do so at once: the transaction that is handed in must exclude the others, as SQLite's here does,
and on PostgreSQL a lock sees to it.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from adapters.ledger.fault import LedgerError

VERSION = "ledger_version"
"""The table that tells which revision a database has; its name leaves room for other programs in one database."""
_LOCK = 0x67726F6F6D  # "groom", so that nobody else has taken it


def upgrade(connection: Connection, *, make: bool = True) -> None:
    """Bring the schema up to date, within the transaction of this connection; `make`: also where there is none.

    Raises `LedgerError` for a newer one, and for none without `make`.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    config = Config(attributes={"connection": connection, "version_table": VERSION})
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = MigrationContext.configure(connection, opts={"version_table": VERSION}).get_current_heads()
    if not (found or make):
        msg = "this program has never used it"
        raise LedgerError(msg)
    if not known.issuperset(found):
        msg = "a newer version of this program has used it"
        raise LedgerError(msg)
    command.upgrade(config, "head")
