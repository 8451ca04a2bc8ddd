"""Puts right what a clock that was set, or was ahead for a while, has left behind in the database.

Moments are written by the database's clock. When that is set back, they lie further ahead than anything may wait.
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
        wipe: A message for its wiping.
        alert: An alert for its wiping.
        next_try: A claimed or failed wipe for its next try.
        hold: A reminder for its next try.
        lease: A claimed reminder for being taken over.
        keep: A check that is over for being forgotten.
        draft: A draft for being forgotten, by whichever bot on this database.
    """

    wipe: float
    alert: float
    next_try: float
    hold: float
    lease: float
    keep: float
    draft: float


class ClockStore:
    """Caps stored moments."""

    def __init__(self, session: Session) -> None:
        """Work in an open database, whose session others may share."""
        self._session = session

    async def now(self) -> float:
        """Return the time by the database's clock (Unix time, seconds)."""
        return float((await self._session.read(clock_sql.now))[0][0])

    async def cap(self, wipeable: Mapping[str, float], longest: Longest) -> int:
        """Bring moments nearer that lie further ahead than they may, and return in how many rows.

        Args:
            wipeable: Seconds after posting during which a message can be wiped, by account; others are left alone.
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
        """Delete what was noted of moments of reminders that are yet to come, unless they may have been posted."""
        await self._session.run(clock_sql.unposted, {"where": account})

    async def hasten(self, reminder_id: int, due_at: float) -> None:
        """Bring this reminder forward to `due_at`, if it would come later, and nobody has claimed it."""
        await self._session.run(clock_sql.hasten, {"row": reminder_id, "sooner": due_at})
