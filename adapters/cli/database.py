"""Open the bot's database for a command."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.cli.errors import BadInputError
from adapters.storage.errors import DATABASE_UNAVAILABLE, StorageError
from adapters.storage.session import Session


@asynccontextmanager
async def opened(database: str, undone: str = "") -> AsyncIterator[Session]:
    """Open an existing database for the duration of the block.

    Args:
        database: Its URL.
        undone: Text to append to the error if the connection is lost within the block.

    Raises:
        BadInputError: It doesn't exist, can't be opened, or the connection is lost.
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
