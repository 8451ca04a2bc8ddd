"""Which version of the schema a database has."""

from sqlalchemy import Connection, inspect

VERSION = "ledger_version"
"""The table with the revision of a database; a name of its own, so that other programs can share the database."""
NEWEST = "6"
"""The revision that the last step in `migrations/versions/` leads to."""


def is_newest(connection: Connection) -> bool:
    """Return whether this database has this program's schema, so that no migration is needed."""
    if not inspect(connection).has_table(VERSION):
        return False
    return connection.exec_driver_sql(f"SELECT version_num FROM {VERSION}").scalars().all() == [NEWEST]  # noqa: S608 - a fixed name
