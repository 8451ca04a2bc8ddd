"""An insert with conflict handling, in the dialect of the database."""

from typing import cast

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite


def upsert(dialect: str, table: Table) -> sqlite.Insert:
    """Return an insert into this table, with the same methods in every dialect.

    Args:
        dialect: SQLAlchemy's name of the dialect; PostgreSQL's takes 3 MiB, and is imported only if used.
        table: The table.
    """
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return cast("sqlite.Insert", postgresql.insert(table))
    return sqlite.insert(table)
