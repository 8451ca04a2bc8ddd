"""Moves the data from one database to another, while no bot uses either.

1. The source's reminders are claimed, so that a bot that starts too early doesn't post them.
2. They are copied in one transaction, and marked there: while the mark is fresh, nobody posts them.
3. The copied rows are deleted from the source, if they are unchanged.
4. The marks are removed.

It may be killed at any moment. Before the third step the source still has everything, after it the target has. Running
it again completes the move without duplicates: marked copies of rows that the source still has are replaced.
"""

import secrets
from collections.abc import Mapping

from sqlalchemy import Connection, delete, update

from adapters.storage import transfer_rows
from adapters.storage.schema import Now, action, reminder
from adapters.storage.session import Session
from adapters.storage.transfer_rows import HELD, MARK, Contents, TransferError

_HOLDING = "moving:"


class Transfer:
    """Moves the data of one database to another. Each step is one idempotent transaction."""

    def __init__(self, source: Session, target: Session) -> None:
        """Prepare to move data between these open databases."""
        self._source, self._target = source, target
        self._token = f"{_HOLDING}{secrets.token_hex(8)}"

    async def run(self) -> Mapping[str, int]:
        """Move everything, and return the number of rows moved, by table.

        Raises:
            TransferError: A bot uses the source, or the target holds other reminders. Nothing was moved.
        """
        contents = await self.hold()
        try:
            await self.copy(contents)
        except TransferError:
            await self._let_go()
            raise
        try:
            await self.empty(contents)
        except TransferError:
            await self._target.run(delete(reminder).where(reminder.c.lease == MARK))
            await self._let_go()
            raise
        counts = {name: len(rows) for name, rows in contents.items()}
        return counts | {reminder.name: await self.release()}

    async def hold(self) -> Contents:
        """Claim the source's reminders, and return all its rows."""

        def work(connection: Connection) -> Contents:
            if any(transfer_rows.claimed(connection, table, _HOLDING) for table in (reminder, action)):
                msg = "a bot is at work in the database to move from: stop it, and try again in two minutes"
                raise TransferError(msg)
            connection.execute(update(reminder).values(lease=self._token, leased_until=Now() + HELD))
            return transfer_rows.contents(connection)

        return await self._source.transact(work)

    async def copy(self, contents: Contents) -> None:
        """Copy these rows to the target, marked, replacing those from an interrupted move."""

        def work(connection: Connection) -> None:
            transfer_rows.make_way(connection, contents[reminder.name])
            transfer_rows.add(connection, contents)

        await self._target.transact(work)

    async def empty(self, contents: Contents) -> None:
        """Delete these rows from the source, provided that it hasn't changed; no error if they are gone already."""

        def work(connection: Connection) -> None:
            found = transfer_rows.contents(connection)
            if not any(found.values()):
                return
            if found != contents:
                msg = "the database to move from was changed meanwhile: stop the bot, and try again"
                raise TransferError(msg)
            transfer_rows.remove(connection, contents)

        await self._source.transact(work)
        await self._source.scrub()

    async def release(self) -> int:
        """Remove the marks in the target, and return how many there were."""
        return len(await self._target.run(transfer_rows.release(MARK)))

    async def _let_go(self) -> None:
        await self._source.run(transfer_rows.release(self._token))
