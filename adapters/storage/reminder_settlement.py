"""Records what became of a claimed moment of a reminder."""

from dataclasses import dataclass

from sqlalchemy import Connection, Insert

from adapters.storage import reminder_sql
from adapters.storage.reminders import Claim, Occurrence, Suspension


@dataclass(frozen=True, slots=True)
class Recorded:
    """A settlement that was recorded.

    Attributes:
        due_in: Seconds until the reminder comes next, or None if it doesn't or the lease was lost.
    """

    due_in: float | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a claimed moment, and when the reminder comes next.

    Moments begun by a claim that never reported become `UNKNOWN`, whatever `outcome` is. If the lease was lost, only
    the message is recorded, and the outcome of what was begun under that lease.

    Attributes:
        claim: The claim under which the moment was begun.
        occurrence: The moment, and what became of it.
        due_at: When the reminder comes next, or None.
        posted: The ids of the message and of its chat, or None if nothing was posted.
        missed: Moments that passed before this one.
        suspended: Why the reminder doesn't come any more until it is changed, whatever `due_at` is; it stays due until
            the coordinators are told.
    """

    claim: Claim
    occurrence: Occurrence
    due_at: float | None
    posted: tuple[str, str] | None
    missed: tuple[Occurrence, ...]
    suspended: Suspension | None

    def record(self, connection: Connection, note: Insert) -> Recorded | None:
        """Record it in the transaction of this connection.

        Args:
            connection: A connection with an open transaction.
            note: The insert of an occurrence, from `reminder_sql.note`.

        Returns:
            None if the reminder was removed meanwhile.
        """
        row = self.claim.reminder.id
        begun = {"row": row, "token": self.claim.lease, "when": self.occurrence.moment}
        became = begun | {"became": self.occurrence.outcome, "because": self.occurrence.why or None}
        locked = connection.execute(reminder_sql.lock, begun).one_or_none()
        if locked is None:
            return None
        connection.execute(reminder_sql.end, became)
        if self.posted:
            message, chat = self.posted
            connection.execute(reminder_sql.posted, {"row": row, "message": message, "chat": chat})
        if locked.lease != self.claim.lease:
            return Recorded(None)
        self._note_occurrences(connection, note)
        moved = {"row": row, "posts": int(self.posted is not None), "why": self.suspended or ""}
        if self.suspended:
            return Recorded(connection.execute(reminder_sql.stop, moved).scalar())
        return Recorded(connection.execute(reminder_sql.advance, moved | {"due_at": self.due_at}).scalar())

    def _note_occurrences(self, connection: Connection, note: Insert) -> None:
        row = self.claim.reminder.id
        new = (self.occurrence, *self.missed)
        known = {"reminder_id": row, "lease": None}
        connection.execute(
            note, [{**known, "moment": one.moment, "outcome": one.outcome, "why": one.why or None} for one in new]
        )
        connection.execute(reminder_sql.doubt, {"row": row})
        connection.execute(reminder_sql.trim, {"row": row})
