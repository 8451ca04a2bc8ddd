"""The queue of due reminders: which process posts each, and with what outcome.

Durations are in seconds and times are Unix time; every call is one transaction. A channel is an account, a chat an id
there. While the database is unavailable a call raises one of `DATABASE_UNAVAILABLE`; see `session`.

1. An occurrence (`moment`) is posted at most once: it is begun before it is posted, and can be begun only once.
2. A claim that lost its lease can't reschedule the reminder, but only it can report the outcome of what it began.
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
    """Hands out due reminders.

    Attributes:
        changed: Fired whenever another reminder may be due within `SOON`.
        alarmed: Fired whenever there is a new alarm for coordinators.
    """

    def __init__(self, session: Session, wipe_store: WipeStore) -> None:
        """Store reminders in an open database.

        Args:
            session: An open session, which others may share.
            wipe_store: The store of messages to wipe, in the same database.
        """
        self._session = session
        self._wipe_store = wipe_store
        self._note = reminder_sql.note(session.dialect)
        self.changed = ChangeSignal()
        self.alarmed = ChangeSignal()

    async def claim(self, channels: Collection[str], limit: int, lease: float) -> tuple[Claim, ...]:
        """Claim up to `limit` due, unclaimed reminders of these channels, oldest first, for `lease` seconds.

        If a reminder has an occurrence for its `due_at`, an earlier claim never reported the outcome, or did so too
        late to reschedule the reminder.
        """
        values = {"channels": list(channels), "limit": limit, "span": lease, "token": secrets.token_hex(8)}

        def work(connection: Connection) -> tuple[Claim, ...]:
            rows = sorted(connection.execute(reminder_sql.claim, values).all(), key=lambda row: (row.due_at, row.id))
            pairs = zip(rows, reminder_mapper.from_rows(connection, rows), strict=True)
            return tuple(Claim(found, row.now, row.lease) for row, found in pairs)

        return await self._session.transact(work)

    async def begin(self, claim: Claim, moment: float) -> bool:
        """Record that this occurrence is about to be posted.

        Returns False if it was begun before, or if the lease was lost; then it must not be posted.
        """
        row = claim.reminder.id
        begun = {"reminder_id": row, "moment": moment, "outcome": OccurrenceOutcome.SENDING, "lease": claim.lease}
        begun["why"] = None
        runs: list[bool] = []  # a first run may have succeeded though its response was lost

        def work(connection: Connection) -> bool:
            if connection.execute(reminder_sql.lock, {"row": row}).scalar() != claim.lease:
                return False
            runs.append(connection.execute(self._note, begun).rowcount == 1)
            return any(runs)

        return await self._session.transact(work)

    async def settle(  # noqa: PLR0913, PLR0917 - the complete outcome
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
        """Record the outcome of this occurrence and when the next one is due; see `Settlement` for the arguments.

        Returns:
            False if the reminder was removed meanwhile, so that the posted message isn't recorded anywhere.
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
            moment: The occurrence, which waits if it was begun.
            delay: Seconds.
            why: The reason why it waits.
        """
        values = {"row": claim.reminder.id, "token": claim.lease}

        def work(connection: Connection) -> None:
            connection.execute(reminder_sql.hold, values | {"delay": delay})
            connection.execute(reminder_sql.wait, values | {"when": moment, "because": why})

        await self._session.transact(work)
        self._wake(delay)

    async def next_due(self, channels: Collection[str]) -> float | None:
        """Return the seconds (at least 0) until a reminder of these channels can be claimed; None if there is none."""
        left = (await self._session.read(reminder_sql.next_due, {"channels": list(channels)}))[0][0]
        return None if left is None else max(0.0, left)

    async def lateness(self) -> float:
        """Return how many seconds ago the oldest claimable reminder became due; 0 if there is none."""
        late = (await self._session.read(reminder_sql.lateness))[0][0]
        return max(0.0, late or 0.0)

    def _wake(self, *lefts: float | None) -> None:
        """Wake the dispatcher if a reminder just written is due soon."""
        if any(left is not None and left < SOON for left in lefts):
            self.changed.fire()
