"""Creates the newest schema in an empty database directly, without migrations.

The steps in `migrations/` lead to the same schema, but Alembic would take 11 MiB for as long as the program runs.
"""

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, inspect

from adapters.storage.schema import METADATA
from adapters.storage.schema_version import NEWEST, VERSION

_VERSION = Table(
    VERSION,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name=f"{VERSION}_pkc"),
)
"""The version table, as created by Alembic."""


def create(connection: Connection) -> bool:
    """Create the schema, unless there is one; return whether it was created.

    Args:
        connection: A connection with an open transaction that excludes other processes.
    """
    if inspect(connection).has_table(VERSION):
        return False
    METADATA.create_all(connection, checkfirst=False)
    _VERSION.create(connection)
    connection.execute(_VERSION.insert().values(version_num=NEWEST))
    return True
