"""Convert the database to the format of the previous version, while no bot runs."""

import asyncio
import sys

from adapters.cli.configuration import configured
from adapters.cli.database import opened
from adapters.cli.errors import BadInputError
from adapters.storage import migration
from adapters.storage.errors import DowngradeError

_DONE = "Done. Now start the previous version: this one would upgrade the database again.\n"


def run() -> int:
    """Downgrade the database. Raises `BadInputError` if it contains what the previous version can't store."""
    asyncio.run(_downgraded(configured().database))
    if sys.stdout:
        sys.stdout.write(_DONE)
    return 0


async def _downgraded(database: str) -> None:
    async with opened(database, " Nothing was changed.") as session:
        try:
            await session.transact(migration.downgrade, repeatable=False)
        except DowngradeError as error:
            msg = f"nothing was changed: {error}."
            raise BadInputError(msg) from error
