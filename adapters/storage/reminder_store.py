"""The store of reminders.

A channel is an account, a chat an id there. While the database is unavailable a call raises one of
`DATABASE_UNAVAILABLE`; see `session`.
"""

from collections.abc import Collection

from sqlalchemy import Connection

from adapters.storage import introduction_sql, reminder_mapper, reminder_sql
from adapters.storage.reminders import Reminder, Suspension
from adapters.storage.series_store import SeriesStore


class ReminderStore(SeriesStore):
    """Stores reminders, and hands out due ones. Every call is one transaction."""

    async def get(self, reminder_id: int) -> Reminder | None:
        """Return this reminder, or None if it no longer exists."""
        found = await self._session.transact(
            lambda connection: reminder_mapper.fetch(connection, reminder_sql.one, {"row": reminder_id})
        )
        return found[0] if found else None

    async def all(self, channels: Collection[str] | None = None) -> tuple[Reminder, ...]:
        """Return all reminders, or those of these channels, ordered by channel, chat, thread and id."""
        query = reminder_sql.every if channels is None else reminder_sql.of_channels
        values = {} if channels is None else {"channels": list(channels)}
        return await self._session.transact(lambda connection: reminder_mapper.fetch(connection, query, values))

    async def suspend(self, channel: str, chat: str, why: Suspension, topic: str | None = None) -> int:
        """Suspend the reminders of this chat until they are changed, and end all claims on them.

        Those already suspended stay as they are; the others raise an alarm for the coordinators.

        Args:
            channel: The account.
            chat: The chat.
            why: The reason.
            topic: Only the reminders in this thread; empty for only those outside of threads; None for all.

        Returns:
            How many were suspended.
        """
        values = {"where": channel, "whose": chat, "why": why}
        if topic is None:
            suspended = await self._session.run(reminder_sql.suspend, values)
        else:
            suspended = await self._session.run(reminder_sql.suspend_topic, values | {"topic": topic})
        if suspended:
            self.alarmed.fire()
        return len(suspended)

    async def move(self, channel: str, old_chat: str, new_chat: str) -> None:
        """Move all reminders of this chat to another chat, because its id changed.

        The ids of the last post and of the introduction are dropped, because in the other chat they may belong to other
        messages. A reminder that also exists in the other chat continues only there.
        """
        values = {"where": channel, "whose": old_chat, "there": new_chat}

        def work(connection: Connection) -> None:
            connection.execute(reminder_sql.merge, values)
            connection.execute(reminder_sql.move, values)
            connection.execute(introduction_sql.forget, values)

        await self._session.transact(work)
        self._session.changed = True

    async def count(self) -> int:
        """Return the number of reminders."""
        return int((await self._session.read(reminder_sql.count))[0][0])
