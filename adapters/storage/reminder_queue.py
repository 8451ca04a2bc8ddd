"""The queue of reminders that are due: who posts each, and what became of it.

Durations are in seconds and moments are Unix time; every call is one transaction. A channel is an account, a chat an id
there. While the database is unavailable a call raises one of `DATABASE_UNAVAILABLE`; see `session`.

1. A moment is posted at most once: it is begun before it is posted, and it can be begun only once.
2. A claim whose lease was lost moves nothing. Only that claim can still report what became of the moment it began.
"""

import secrets
from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from adapters.storage import reminder_mapper, reminder_sql
from adapters.storage.change_signal import ChangeSignal
from adapters.storage.reminder_settlement import Settlement
from adapters.storage.reminders import Claim, Delay, Occurrence, OccurrenceOutcome, Suspension
from adapters.storage.session import SOON, Session
from adapters.storage.wipe_store import WipeStore


class ReminderQueue:
    """Hands out what is due.

    Attributes:
        changed: Fired whenever a reminder may newly have come due within `SOON`.
        alarmed: Fired whenever the coordinators are to be told something.
    """

    def __init__(self, session: Session, wipe_store: WipeStore) -> None:
        """Store reminders in an open database.

        Args:
            session: An open session, which others may share.
            wipe_store: Stores the posts that have to go, in the same database.
        """
        self._session = session
        self._wipe_store = wipe_store
        self._note = reminder_sql.note(session.dialect)
        self.changed = ChangeSignal()
        self.alarmed = ChangeSignal()

    async def claim(self, channels: Collection[str], limit: int, lease: float) -> tuple[Claim, ...]:
        """Claim up to `limit` due, unclaimed reminders of these channels, oldest first, for `lease` seconds.

        A reminder with an occurrence of its `due_at` was claimed before, by somebody who never reported the outcome, or
        reported it too late to move the reminder on.
        """
        values = {"channels": list(channels), "limit": limit, "span": lease, "token": secrets.token_hex(8)}

        def work(connection: Connection) -> tuple[Claim, ...]:
            rows = sorted(connection.execute(reminder_sql.claim, values).all(), key=lambda row: (row.due_at, row.id))
            pairs = zip(rows, reminder_mapper.from_rows(connection, rows), strict=True)
            return tuple(Claim(found, row.now, row.lease) for row, found in pairs)

        return await self._session.transact(work)

    async def begin(self, claim: Claim, moment: float) -> bool:
        """Note that this moment is about to be posted.

        Returns False if it was begun before or the lease was lost; it must not be posted then.
        """
        row = claim.reminder.id
        begun = {"reminder_id": row, "moment": moment, "outcome": OccurrenceOutcome.SENDING, "lease": claim.lease}
        begun["why"] = None
        runs: list[bool] = []  # a first run may have succeeded though its answer was lost

        def work(connection: Connection) -> bool:
            if connection.execute(reminder_sql.lock, {"row": row}).scalar() != claim.lease:
                return False
            runs.append(connection.execute(self._note, begun).rowcount == 1)
            return any(runs)

        return await self._session.transact(work)

    async def settle(  # noqa: PLR0913, PLR0917 - all that is known of it afterwards
        self,
        claim: Claim,
        moment: float,
        outcome: OccurrenceOutcome,
        due_at: float | None,
        posted: tuple[str, str] | None,
        missed: Sequence[Occurrence] = (),
        *,
        why: str = "",
        suspended: Suspension | None = None,
    ) -> bool:
        """Record the outcome of this moment and when the reminder comes next; see `Settlement` for the arguments.

        Returns:
            False if the reminder was removed meanwhile; nothing then knows of the message that was posted.
        """
        occurrence = Occurrence(moment, outcome, why)
        settlement = Settlement(claim, occurrence, due_at, posted, tuple(missed), suspended)
        recorded = await self._session.transact(
            lambda connection: settlement.record(connection, self._note, self._wipe_store)
        )
        self._session.changed = True
        if recorded is None:
            return False
        self._wake(recorded.due_in)
        if recorded.tell_at is not None:
            self.alarmed.fire()
        return True

    async def put_back(self, claim: Claim, moment: float, delay: float, why: Delay | None = None) -> None:
        """Release a claimed reminder: still due, and claimable in `delay` seconds.

        Args:
            claim: The claim.
            moment: The moment that was begun, if one was: it waits.
            delay: Seconds.
            why: Why it waits.
        """
        values = {"row": claim.reminder.id, "token": claim.lease}

        def work(connection: Connection) -> None:
            connection.execute(reminder_sql.hold, values | {"delay": delay})
            connection.execute(reminder_sql.wait, values | {"when": moment, "because": why})

        await self._session.transact(work)
        self._wake(delay)

    async def next_due(self, channels: Collection[str]) -> float | None:
        """Return the seconds (at least 0) until a reminder of these channels can be claimed, or None if none can."""
        left = (await self._session.read(reminder_sql.next_due, {"channels": list(channels)}))[0][0]
        return None if left is None else max(0.0, left)

    async def lateness(self) -> float:
        """Return how many seconds ago the oldest claimable reminder came due, or 0 if there is none."""
        late = (await self._session.read(reminder_sql.lateness))[0][0]
        return max(0.0, late or 0.0)

    def _wake(self, *lefts: float | None) -> None:
        """Wake the dispatcher if anything just written is due soon."""
        if any(left is not None and left < SOON for left in lefts):
            self.changed.fire()
