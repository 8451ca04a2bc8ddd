"""The store of what coordinators are still to be told about reminders.

1. They are told at most once: what is handed out counts as told. Whoever certainly couldn't tell them puts it back.
2. What happens at about the same time is handed out together: once nothing was added for a while, or it waits too long.

Moments are Unix time, durations are in seconds. Every call is one transaction, and may raise one of
`DATABASE_UNAVAILABLE`.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from adapters.storage import alarm_sql, reminder_mapper
from adapters.storage.alarms import Alarm, Trouble
from adapters.storage.change_signal import ChangeSignal
from adapters.storage.session import Session

LONGEST = 300.0
"""The most seconds that an alarm waits for others."""


class AlarmStore:
    """Hands out what coordinators are to be told.

    Attributes:
        changed: Fired whenever there may be something new to tell.
    """

    def __init__(self, session: Session, changed: ChangeSignal, quiet: float) -> None:
        """Work in an open database.

        Args:
            session: An open session, which others may share.
            changed: Fired by whatever notes that something is wrong, or works again.
            quiet: Seconds without anything new after which alarms are handed out.
        """
        self._session = session
        self._span = {"quiet": quiet, "longest": max(quiet, LONGEST)}
        self._reached = alarm_sql.reached(session.dialect)
        self.changed = changed

    async def claim(self, account: str) -> tuple[Alarm, ...]:
        """Hand out all that is to be told in this account, if it needs to wait no longer for more."""
        found: dict[int, Alarm] = {}  # also from a first run, which may have succeeded though its answer was lost

        def work(connection: Connection) -> None:
            rows = connection.execute(alarm_sql.waiting, {"account": account, **self._span}).all()
            reminders = reminder_mapper.from_rows(connection, rows)
            alarms = (
                Alarm(reminder, Trouble(row.trouble), Trouble(row.told))
                for row, reminder in zip(rows, reminders, strict=True)
            )
            found.update((alarm.reminder.id, alarm) for alarm in alarms)
            connection.execute(alarm_sql.tell, {"rows": [row.id for row in rows]})

        await self._session.transact(work)
        return tuple(found.values())

    async def put_back(self, alarms: Sequence[Alarm], delay: float) -> None:
        """Note that nobody was told these, so that they are handed out again in `delay` seconds."""
        later = delay - self._span["quiet"]
        rows = [
            {"row": one.reminder.id, "said": one.trouble, "before": one.told, "delay": later}
            for one in sorted(alarms, key=lambda alarm: alarm.reminder.id)
        ]
        await self._session.run(alarm_sql.put_back, rows)
        self.changed.fire()

    async def next_due(self, channels: Collection[str]) -> float | None:
        """Return the seconds (at least 0) until something of these accounts is handed out, or None if nothing is."""
        spans = [
            (await self._session.read(alarm_sql.next_due, {"account": one, **self._span}))[0][0] for one in channels
        ]
        return min((max(0.0, left) for left in spans if left is not None), default=None)

    async def note_reach(self, account: str, unreached: int) -> None:
        """Note how many of the coordinators who are named couldn't be told, the last time."""
        await self._session.run(self._reached, {"channel": account, "unreached": unreached})

    async def unreached(self, account: str) -> int:
        """Return how many of the coordinators who are named couldn't be told, the last time."""
        rows = await self._session.read(alarm_sql.unreached, {"account": account})
        return int(rows[0].unreached) if rows else 0
