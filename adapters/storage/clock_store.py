"""Repairs stored times after the clock was set, or was ahead for a while.

Stored times come from the database's clock. When that is set back, they are further in the future than anything may
wait.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from adapters.storage import clock_sql
from adapters.storage.session import Session


@dataclass(frozen=True, slots=True)
class Longest:
    """The longest that anything may wait, in seconds.

    Attributes:
        wipe: Until a message is wiped.
        alert: Until an alert is wiped.
        next_try: Until a claimed or failed wipe is retried.
        hold: Until a reminder is retried.
        lease: Until a claimed reminder is taken over.
        keep: Until a finished check is forgotten.
        draft: Until a draft is forgotten, by any of the bots on this database.
    """

    wipe: float
    alert: float
    next_try: float
    hold: float
    lease: float
    keep: float
    draft: float


class ClockStore:
    """Caps stored times."""

    def __init__(self, session: Session) -> None:
        """Work in an open database, whose session others may share."""
        self._session = session

    async def now(self) -> float:
        """Return the time of the database's clock (Unix time in seconds)."""
        return float((await self._session.read(clock_sql.now))[0][0])

    async def cap(self, wipeable: Mapping[str, float], longest: Longest) -> int:
        """Cap times that are too far in the future, and return how many rows that changed.

        Args:
            wipeable: Seconds after posting during which a message can be wiped, by account; other accounts are skipped.
            longest: The longest that anything may wait.
        """
        wipes = {"most_wipe": longest.wipe, "most_alert": longest.alert, "most_try": longest.next_try}
        reminders = {"most_hold": longest.hold, "most_lease": longest.lease}

        def work(connection: Connection) -> int:
            capped = connection.execute(clock_sql.over, {"most_keep": longest.keep}).rowcount
            capped += connection.execute(clock_sql.drafts, {"most_keep": longest.draft}).rowcount
            for account, most in wipeable.items():
                ours = {"where": account}
                capped += connection.execute(clock_sql.wipes, ours | wipes | {"most_wipeable": most}).rowcount
                capped += connection.execute(clock_sql.reminders, ours | reminders).rowcount
            return capped

        return await self._session.transact(work)

    async def forget_unposted(self, account: str) -> None:
        """Delete the records of future occurrences of reminders, unless they may have been posted."""
        await self._session.run(clock_sql.unposted, {"where": account})

    async def hasten(self, reminder_id: int, due_at: float) -> None:
        """Bring this reminder forward to `due_at`, if it is later than that and unclaimed."""
        await self._session.run(clock_sql.hasten, {"row": reminder_id, "sooner": due_at})
