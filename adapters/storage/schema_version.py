"""Which version of the schema a database has."""

from sqlalchemy import Connection, inspect

VERSION = "ledger_version"
"""The table that holds the revision of a database; its name leaves room for other programs in the same database."""
NEWEST = "6"
"""The revision that the last step in `migrations/versions/` leads to."""


def is_newest(connection: Connection) -> bool:
    """Return whether the schema of this database is the one that this program knows, so that no step is due."""
    if not inspect(connection).has_table(VERSION):
        return False
    return connection.exec_driver_sql(f"SELECT version_num FROM {VERSION}").scalars().all() == [NEWEST]  # noqa: S608 - a fixed name
