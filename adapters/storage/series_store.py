"""The store of series: the same reminder in one place or several, set up, changed and deleted together.

The reminders of a series share a random name; there is one row per place, so that a failure in one doesn't affect the
others. Each call is one transaction, and is idempotent.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from adapters.storage import plan_mapper, reminder_mapper, reminder_sql
from adapters.storage.reminder_queue import ReminderQueue
from adapters.storage.reminders import Destination, Plan, Reminder
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind


class SeriesStore(ReminderQueue):
    """Stores series."""

    def __init__(self, session: Session, wipe_store: WipeStore) -> None:
        """Store reminders in an open database; see `ReminderQueue`."""
        super().__init__(session, wipe_store)
        self._add = reminder_sql.add(session.dialect)

    async def add(
        self, series: str, places: Sequence[Destination], plan: Plan, due_at: float | None
    ) -> tuple[Reminder, ...]:
        """Store a reminder in each of these places, first due at `due_at`, or not for now if that is None.

        Returns:
            The reminders of this series. Existing ones stay as they are.
        """

        def work(connection: Connection) -> Sequence[Row[Any]]:
            self._insert(connection, series, places, plan, due_at)
            return connection.execute(reminder_sql.of_series, {"name": series}).all()

        return await self._written(work)

    async def change(
        self,
        series: str,
        places: Sequence[Destination],
        plan: Plan,
        due_at: float | None,
        *,
        resume: bool = True,
    ) -> tuple[Reminder, ...]:
        """Replace the plan of this series, and its places.

        Claims on its reminders lose their lease, but can still report the outcome of an occurrence that they began. The
        last post in a place that is removed is scheduled for wiping.

        Args:
            series: Its name.
            places: Where it is posted; existing places keep their position in the prompts, and new ones copy it.
            plan: The new plan.
            due_at: When it is due next; None for never.
            resume: Whether to end suspensions, and to start counting refusals from zero.

        Returns:
            Its reminders now, in the order in which they were added; empty if it no longer exists.
        """
        removed: dict[int, Reminder] = {}  # also those of a first run whose response was lost

        def work(connection: Connection) -> Sequence[Row[Any]]:
            kept = self._locked(connection, series)
            if not kept:
                return ()
            removed.update(self._remove(connection, (one for one in kept if one.place not in places)))
            connection.execute(reminder_sql.change, {"name": series, **plan_mapper.columns(plan)})
            _start(connection, kept, due_at, resume=resume)
            self._insert(connection, series, places, plan, due_at, kept[0].prompt)
            return connection.execute(reminder_sql.of_series, {"name": series}).all()

        reminders = await self._written(work)
        await self._clean(removed.values())
        return reminders

    async def remove(
        self, series: str, places: Collection[Destination] | None = None, within: float = 0.0
    ) -> tuple[Reminder, ...]:
        """Delete this series with its occurrences, and schedule its last posts for wiping.

        Args:
            series: Its name.
            places: Only its reminders in these places; by default all of them.
            within: Seconds until its last posts are wiped; above 0 if the caller deletes them itself.

        Returns:
            The deleted reminders.
        """
        removed: dict[int, Reminder] = {}  # as in `change`

        def work(connection: Connection) -> None:
            found = self._locked(connection, series)
            gone = (one for one in found if places is None or one.place in places)
            removed.update(self._remove(connection, gone, within))

        await self._session.transact(work)
        await self._clean(removed.values())
        return tuple(removed.values())

    async def series(self, name: str) -> tuple[Reminder, ...]:
        """Return the reminders of this series, in the order in which they were added."""
        return await self._session.transact(
            lambda connection: reminder_mapper.fetch(connection, reminder_sql.of_series, {"name": name})
        )

    async def make_due(self, series: str) -> bool:
        """Make this series due now, even if paused, where it isn't suspended; return False if that is nowhere."""
        rows = await self._session.run(reminder_sql.make_due, {"name": series})
        if rows:
            self.changed.fire()
        return bool(rows)

    def _insert(  # noqa: PLR0913, PLR0917 - a row
        self,
        connection: Connection,
        series: str,
        places: Sequence[Destination],
        plan: Plan,
        due_at: float | None,
        prompt: int = 0,
    ) -> None:
        row = {"series": series, "due_at": due_at, "prompt": prompt, **plan_mapper.columns(plan)}
        where = ({"channel": place.channel, "chat": place.chat, "thread": place.thread} for place in places)
        connection.execute(self._add, [row | place for place in where])

    @staticmethod
    def _locked(connection: Connection, series: str) -> tuple[Reminder, ...]:
        """Lock the reminders of this series before reading them, to read what another transaction has just written."""
        connection.execute(reminder_sql.lock_series, {"name": series})
        return reminder_mapper.fetch(connection, reminder_sql.of_series, {"name": series})

    def _remove(
        self, connection: Connection, reminders: Iterable[Reminder], within: float = 0.0
    ) -> dict[int, Reminder]:
        """Delete these locked reminders, and schedule their last posts for wiping; return them by row id."""
        found = {one.id: one for one in reminders}
        posts = [
            ChatMessage(one.place.channel, one.place.chat, one.message, MessageKind.POST)
            for one in found.values()
            if one.message
        ]
        self._wipe_store.note_in(connection, posts, within=within)
        connection.execute(reminder_sql.remove, {"rows": list(found)})
        return found

    async def _written(self, work: Callable[[Connection], Sequence[Row[Any]]]) -> tuple[Reminder, ...]:
        """Run this work, and return the reminders in its rows; wake the dispatcher if one is due soon."""

        def written(connection: Connection) -> tuple[Sequence[Row[Any]], tuple[Reminder, ...]]:
            rows = work(connection)
            return rows, reminder_mapper.from_rows(connection, rows)

        rows, reminders = await self._session.transact(written)
        self._session.changed = True
        self._wake(*(row.left for row in rows))
        return reminders

    async def _clean(self, removed: Collection[Reminder]) -> None:
        """Scrub all traces of these reminders, and have their posts wiped now."""
        if removed:
            self._wipe_store.changed.fire()
            await self._session.scrub()


def _start(connection: Connection, kept: Sequence[Reminder], due_at: float | None, *, resume: bool) -> None:
    """Set when these are due next; for suspended ones only if `resume`, which also forgets their refusals."""
    started = [one.id for one in kept if resume or not one.suspended]
    connection.execute(reminder_sql.start, {"rows": started, "next": due_at})
    if resume:
        suspended = [one.id for one in kept if one.suspended]
        connection.execute(reminder_sql.forget_refusals, {"rows": suspended})
