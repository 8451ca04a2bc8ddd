"""Opens a bot's database for a command that reads it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.cli.errors import BadInputError
from adapters.storage.errors import DATABASE_UNAVAILABLE, StorageError
from adapters.storage.session import Session


@asynccontextmanager
async def opened(database: str, undone: str = "") -> AsyncIterator[Session]:
    """Open the database that a bot has created, for the length of a block.

    Args:
        database: Its URL.
        undone: What is added to the error if the database goes away meanwhile.

    Raises:
        BadInputError: There is none, it can't be opened, or it goes away.
    """
    try:
        session = await Session.open(database, create=False)
    except StorageError as error:
        msg = f"GROOMINGCHECK_DATABASE_URL: {error}."
        raise BadInputError(msg) from error
    try:
        yield session
    except DATABASE_UNAVAILABLE as error:
        msg = f"GROOMINGCHECK_DATABASE_URL: the database doesn't answer.{undone}"
        raise BadInputError(msg) from error
    finally:
        await session.close()
