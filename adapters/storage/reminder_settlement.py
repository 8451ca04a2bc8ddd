"""Records the outcome of a claimed occurrence of a reminder."""

from dataclasses import dataclass

from sqlalchemy import Connection, Insert

from adapters.storage import reminder_sql
from adapters.storage.alarms import Trouble
from adapters.storage.reminders import POSTED, Claim, Occurrence, OccurrenceOutcome, Suspension
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import REPLACING, ChatMessage, MessageKind


@dataclass(frozen=True, slots=True)
class Recorded:
    """A settlement that was recorded.

    Attributes:
        due_in: Seconds until the reminder is due again; None if it isn't, or if the lease was lost.
        tell_at: Since when an alarm for the coordinators is pending; None if there is none.
    """

    due_in: float | None = None
    tell_at: float | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """The outcome of a claimed occurrence, and when the reminder is due again.

    Occurrences begun by a claim that never reported become `UNKNOWN`, whatever `outcome` is. If the lease was lost,
    only the message is recorded, and the outcome of the occurrence begun under that lease.

    Attributes:
        claim: The claim under which the occurrence was begun.
        occurrence: The occurrence with its outcome.
        due_at: When the reminder is due next; None for never.
        posted: The ids of the message and of its chat; None if nothing was posted.
        missed: Earlier occurrences that were missed.
        suspended: Why the reminder is suspended until it is changed, whatever `due_at` is; None if it isn't.
    """

    claim: Claim
    occurrence: Occurrence
    due_at: float | None
    posted: tuple[str, str] | None
    missed: tuple[Occurrence, ...]
    suspended: Suspension | None

    @property
    def trouble(self) -> Trouble | None:
        """Return what is wrong with the reminder now; None if this outcome leaves that open."""
        if self.suspended:
            return Trouble.SUSPENDED
        if self.occurrence.outcome is OccurrenceOutcome.REFUSED:
            return Trouble.REFUSED
        if self.missed or self.occurrence.outcome is OccurrenceOutcome.MISSED:
            return Trouble.MISSED
        return Trouble.NONE if self.occurrence.outcome in POSTED else None

    def record(self, connection: Connection, note: Insert, wipe_store: WipeStore) -> Recorded | None:
        """Record it in the transaction of this connection.

        Args:
            connection: A connection with an open transaction.
            note: The insert of an occurrence, from `reminder_sql.note`.
            wipe_store: Where to schedule the wipe of the previous post, in the same transaction.

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
            self._note_before(connection, message, wipe_store)
        if locked.lease != self.claim.lease:
            return Recorded()
        self._note_occurrences(connection, note)
        moved: dict[str, object] = {"row": row, "posts": int(self.posted is not None), "why": self.suspended or ""}
        moved |= {"due_at": None if self.suspended else self.due_at, "now_wrong": self.trouble}
        return Recorded(*connection.execute(reminder_sql.advance, moved).one())

    def _note_before(self, connection: Connection, message: str, wipe_store: WipeStore) -> None:
        """Schedule the wipe of the post before this message, in the chat where it was posted."""
        before, place = self.claim.reminder.message, self.claim.reminder.place
        if before and before != message:
            post = ChatMessage(place.channel, place.chat, before, MessageKind.POST)
            wipe_store.note_in(connection, [post], within=REPLACING)

    def _note_occurrences(self, connection: Connection, note: Insert) -> None:
        row = self.claim.reminder.id
        new = (self.occurrence, *self.missed)
        known = {"reminder_id": row, "lease": None}
        connection.execute(
            note, [{**known, "moment": one.moment, "outcome": one.outcome, "why": one.why or None} for one in new]
        )
        connection.execute(reminder_sql.doubt, {"row": row})
        connection.execute(reminder_sql.trim, {"row": row})
