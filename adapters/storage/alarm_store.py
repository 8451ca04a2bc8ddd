"""The store of pending alarms: what coordinators must still be told about reminders.

1. Coordinators are told at most once: a claimed alarm counts as told. If telling them failed, the caller puts it back.
2. Alarms from about the same time are claimed together, once no new one came in for a while, or one waited too long.

Times are Unix time and durations are in seconds. Every call is one transaction, and may raise one of
`DATABASE_UNAVAILABLE`.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from adapters.storage import alarm_sql, reminder_mapper
from adapters.storage.alarms import Alarm, Trouble
from adapters.storage.change_signal import ChangeSignal
from adapters.storage.session import Session

LONGEST = 300.0
"""The most seconds that an alarm waits for others to be sent with it."""


class AlarmStore:
    """Hands out pending alarms.

    Attributes:
        changed: Fired whenever there may be a new alarm.
    """

    def __init__(self, session: Session, changed: ChangeSignal, quiet: float) -> None:
        """Work in an open database.

        Args:
            session: An open session, which others may share.
            changed: Fired by other stores when trouble starts or ends.
            quiet: Seconds without a new alarm after which the pending ones are handed out.
        """
        self._session = session
        self._span = {"quiet": quiet, "longest": max(quiet, LONGEST)}
        self._reached = alarm_sql.reached(session.dialect)
        self.changed = changed

    async def claim(self, account: str) -> tuple[Alarm, ...]:
        """Claim all pending alarms of this account, unless they should wait for more."""
        found: dict[int, Alarm] = {}  # also those of a first run whose response was lost

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
        """Return alarms that nobody was told about, to be claimed again in `delay` seconds."""
        later = delay - self._span["quiet"]
        rows = [
            {"row": one.reminder.id, "said": one.trouble, "before": one.told, "delay": later}
            for one in sorted(alarms, key=lambda alarm: alarm.reminder.id)
        ]
        await self._session.run(alarm_sql.put_back, rows)
        self.changed.fire()

    async def next_due(self, channels: Collection[str]) -> float | None:
        """Return the seconds (at least 0) until `claim` returns alarms of these accounts; None if none are pending."""
        spans = [
            (await self._session.read(alarm_sql.next_due, {"account": one, **self._span}))[0][0] for one in channels
        ]
        return min((max(0.0, left) for left in spans if left is not None), default=None)

    async def note_reach(self, account: str, unreached: int) -> None:
        """Record how many of the coordinators in the settings couldn't be reached the last time."""
        await self._session.run(self._reached, {"channel": account, "unreached": unreached})

    async def unreached(self, account: str) -> int:
        """Return how many of the coordinators in the settings couldn't be reached the last time."""
        rows = await self._session.read(alarm_sql.unreached, {"account": account})
        return int(rows[0].unreached) if rows else 0
