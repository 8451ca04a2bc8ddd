"""Which version of the schema a database has."""

from sqlalchemy import Connection, inspect

VERSION = "ledger_version"
"""The table with the revision of a database; a name of its own, so that other programs can share the database."""
NEWEST = "6"
"""The revision that the last step in `migrations/versions/` leads to."""
_LOCK = 0x67726F6F6D  # "groom" in ASCII, unlikely to be used by anybody else


def is_newest(connection: Connection) -> bool:
    """Return whether this database has this program's schema, so that no migration is needed."""
    if not inspect(connection).has_table(VERSION):
        return False
    return connection.exec_driver_sql(f"SELECT version_num FROM {VERSION}").scalars().all() == [NEWEST]  # noqa: S608 - a fixed name


def exclude_others(connection: Connection) -> None:
    """Keep other processes from creating or migrating the schema during this transaction; SQLite's always does."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
