"""Move everything from the database to another one, while no bot runs."""

import asyncio
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack

from adapters.cli.configuration import configured
from adapters.cli.database import opened
from adapters.cli.errors import BadInputError
from adapters.storage.database import readable
from adapters.storage.errors import DATABASE_UNAVAILABLE, StorageError
from adapters.storage.session import Session
from adapters.storage.transfer import Transfer
from adapters.storage.transfer_rows import TransferError

ADDRESS = "DATABASE_ADDRESS"
"""The argument's name in error messages. Its value is never shown, as it may contain a password."""
STDIN = "-"
"""Reads the address from standard input: other users of the machine can see a command line."""
NAMES = {
    "reminder": "reminders (one for each place)",
    "occurrence": "outcomes of reminders",
    "action": "messages to wipe",
    "ended": "checks that are over",
    "draft": "reminders that are being set up",
    "introduction": "first messages to a team",
    "reach": "channels on which coordinators are notified",
}
"""A description of each table's rows."""
_AGAIN = " Nothing is lost; run this again before a bot is started."


def run(given: str) -> int:
    """Move everything, print the number of rows moved, and return the exit status.

    Args:
        given: The address of the database to move to, or `STDIN`.
    """
    moved = asyncio.run(_moved(configured().database, _address(given)))
    if sys.stdout:
        sys.stdout.write(_told(moved))
    return 0


def _address(given: str) -> str:
    address = (sys.stdin.readline() if given == STDIN and sys.stdin else given).strip()
    if not address or address == STDIN:
        msg = f"{ADDRESS}: must be an address, or - to read it from the first line of standard input."
        raise BadInputError(msg)
    return address


async def _moved(source: str, target: str) -> Mapping[str, int]:
    async with AsyncExitStack() as stack:
        from_session = await stack.enter_async_context(opened(source))
        try:
            to_session = await Session.open(target)
        except StorageError as error:
            msg = f"{ADDRESS}: {error}."
            raise BadInputError(msg) from error
        stack.push_async_callback(to_session.close)
        if readable(source) == readable(target):
            msg = f"{ADDRESS}: this is the same database as in GROOMINGCHECK_DATABASE_URL."
            raise BadInputError(msg)
        try:
            return await Transfer(from_session, to_session).run()
        except TransferError as error:
            msg = f"nothing was moved: {error}."
            raise BadInputError(msg) from error
        except DATABASE_UNAVAILABLE as error:
            msg = f"one of the two databases doesn't answer.{_AGAIN}"
            raise BadInputError(msg) from error


def _told(moved: Mapping[str, int]) -> str:
    counts = ", ".join(f"{count} {NAMES[table]}" for table, count in moved.items() if count)
    done = f"Moved: {counts}." if counts else "There was nothing to move."
    return f"{done} Set GROOMINGCHECK_DATABASE_URL to the new address, and start the bot.\n"
