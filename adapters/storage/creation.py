"""Creates the newest schema in an empty database, at once.

The steps in `migrations/` lead to the same schema, but Alembic takes 11 MiB for as long as the program runs.
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
"""As Alembic makes it."""


def create(connection: Connection) -> bool:
    """Create the schema, unless there is one. Return whether there was none.

    Args:
        connection: A connection with an open transaction, which excludes whoever else creates or migrates a schema.
    """
    if inspect(connection).has_table(VERSION):
        return False
    METADATA.create_all(connection, checkfirst=False)
    _VERSION.create(connection)
    connection.execute(_VERSION.insert().values(version_num=NEWEST))
    return True
