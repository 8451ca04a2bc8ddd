"""What coordinators are to be told about reminders: that one doesn't come, or that it comes again."""

from dataclasses import dataclass
from enum import StrEnum

from adapters.storage.reminders import OccurrenceOutcome, Reminder


class Trouble(StrEnum):
    """What is wrong with a reminder in one place.

    Attributes:
        NONE: Nothing.
        MISSED: It couldn't be posted soon enough after its time.
        REFUSED: The platform refused it, or there was nothing to post; its next time is tried.
        SUSPENDED: It doesn't come any more.
        MENDED: Something was, and somebody has changed it since: whether it works shows when it comes.
    """

    NONE = ""
    MISSED = "missed"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class Alarm:
    """What coordinators are to be told about one reminder, and only by this process.

    Attributes:
        reminder: The reminder.
        trouble: What is wrong with it now; `NONE` if it works again.
        told: What they were told before.
    """

    reminder: Reminder
    trouble: Trouble
    told: Trouble

    @property
    def moment(self) -> float | None:
        """Return the moment that it is about (Unix time, seconds), or None if it is about no single one."""
        outcome = _OUTCOMES.get(self.trouble)
        found = (one.moment for one in self.reminder.occurrences if one.outcome is outcome)
        return next(found, None)

    @property
    def why(self) -> str:
        """Return the reason, a value of `Delay` or `Suspension`; empty if there is none."""
        if self.trouble is Trouble.SUSPENDED:
            return self.reminder.suspended
        return next((one.why for one in self.reminder.occurrences if one.moment == self.moment), "")


_OUTCOMES = {Trouble.MISSED: OccurrenceOutcome.MISSED, Trouble.REFUSED: OccurrenceOutcome.REFUSED}
