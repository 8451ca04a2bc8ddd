"""The store of reminders: what is kept of each, and how it is changed.

A channel is an account, a chat an id there. While the database is unavailable a call raises one of
`DATABASE_UNAVAILABLE`; see `session`.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from adapters.storage import reminder_mapper, reminder_sql
from adapters.storage.reminder_queue import ReminderQueue
from adapters.storage.reminders import Destination, Reminder, Suspension
from bot.schedule import Schedule


class ReminderStore(ReminderQueue):
    """Stores reminders, and hands out those that are due. Every call is one transaction."""

    async def add(self, place: Destination, check: str, schedule: Schedule, due_at: float | None) -> Reminder:
        """Store a reminder that first comes at `due_at`, or for now not at all."""
        where = {"channel": place.channel, "chat": place.chat, "thread": place.thread}
        row = where | reminder_mapper.columns(check, schedule) | {"due_at": due_at}
        added = (await self._session.run(reminder_sql.add, row, repeatable=False))[0]
        self._wake(added.left)
        return reminder_mapper.from_row(added, ())

    async def change(self, reminder_id: int, check: str, schedule: Schedule, due_at: float | None) -> bool:
        """Replace the check and schedule of this reminder, and end its suspension; return False if it no longer exists.

        Of one that was suspended, what was refused is forgotten, so that refusals count anew.
        A claim on it loses its lease, but can still report what became of the moment it began.
        """
        row = {"row": reminder_id} | reminder_mapper.columns(check, schedule) | {"due_at": due_at}

        def work(connection: Connection) -> Sequence[Row[Any]]:
            locked = connection.execute(reminder_sql.lock, {"row": reminder_id}).one_or_none()
            if locked and locked.suspended:
                connection.execute(reminder_sql.forget_refusals, {"row": reminder_id})
            return connection.execute(reminder_sql.change, row).all()

        changed = await self._session.transact(work)
        self._wake(*(found.left for found in changed))
        return bool(changed)

    async def remove(self, reminder_id: int) -> Reminder | None:
        """Delete this reminder and its occurrences; return what it was, or None if it no longer exists."""
        found: list[Reminder] = []  # also from a first run, which may have succeeded though its answer was lost

        def work(connection: Connection) -> None:
            connection.execute(reminder_sql.lock, {"row": reminder_id})
            found.extend(reminder_mapper.fetch(connection, reminder_sql.one, {"row": reminder_id}))
            connection.execute(reminder_sql.remove, {"row": reminder_id})

        await self._session.transact(work)
        if not found:
            return None
        await self._session.scrub()
        return found[-1]

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

    async def make_due(self, reminder_id: int) -> bool:
        """Make this reminder due now, paused or not; return False if it no longer exists or is suspended."""
        rows = await self._session.run(reminder_sql.make_due, {"row": reminder_id})
        if rows:
            self.changed.fire()
        return bool(rows)

    async def suspend(self, channel: str, chat: str, why: Suspension, topic: str | None = None) -> int:
        """Suspend the reminders of this chat until they are changed, and end every claim on them.

        Those that are suspended already stay as they are. Of the others one stays due, until the coordinators are told.

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
            self.changed.fire()
        return len(suspended)

    async def move(self, channel: str, old_chat: str, new_chat: str) -> None:
        """Move every reminder of this chat to another chat, because its id changed.

        What was posted last is forgotten: in the other chat, that id may belong to another message.
        """
        await self._session.run(reminder_sql.move, {"where": channel, "whose": old_chat, "there": new_chat})

    async def count(self) -> int:
        """Return how many reminders there are."""
        return int((await self._session.run(reminder_sql.count))[0][0])
