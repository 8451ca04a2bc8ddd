"""Take the database back to what the version before knows, while no bot runs."""

import asyncio
import sys

from adapters.cli.configuration import configured
from adapters.cli.database import opened
from adapters.cli.errors import BadInputError
from adapters.storage import migration
from adapters.storage.errors import DowngradeError

_DONE = "The version before can use it now. Start that one: this version would bring it up to date again.\n"


def run() -> int:
    """Take it back, or say what stands in the way."""
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
