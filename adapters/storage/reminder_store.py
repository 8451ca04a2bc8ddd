"""The store of reminders: what is kept of each, and how it is changed.

A channel is an account, a chat an id there. While the database is unavailable a call raises one of
`DATABASE_UNAVAILABLE`; see `session`.
"""

from collections.abc import Collection

from sqlalchemy import Connection

from adapters.storage import introduction_sql, reminder_mapper, reminder_sql
from adapters.storage.reminders import Reminder, Suspension
from adapters.storage.series_store import SeriesStore


class ReminderStore(SeriesStore):
    """Stores reminders, and hands out those that are due. Every call is one transaction."""

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
        """Suspend the reminders of this chat until they are changed, and end every claim on them.

        Those that are suspended already stay as they are. Of the others the coordinators are to be told.

        Args:
            channel: The account.
            chat: The chat.
            why: Why they don't come any more.
            topic: Only the reminders of this thread; empty for only those outside threads; None for all.

        Returns:
            How many there are.
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
        """Move every reminder of this chat to another chat, because its id changed.

        What was posted last is forgotten, as is a first message: in the other chat, that id may belong to another
        message. A reminder that is in the other chat as well goes on there only.
        """
        values = {"where": channel, "whose": old_chat, "there": new_chat}

        def work(connection: Connection) -> None:
            connection.execute(reminder_sql.merge, values)
            connection.execute(reminder_sql.move, values)
            connection.execute(introduction_sql.forget, values)

        await self._session.transact(work)
        self._session.changed = True

    async def count(self) -> int:
        """Return how many reminders there are."""
        return int((await self._session.read(reminder_sql.count))[0][0])
