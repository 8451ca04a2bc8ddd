"""Alarms for coordinators: that a reminder fails, or works again."""

from dataclasses import dataclass
from enum import StrEnum

from adapters.storage.reminders import OccurrenceOutcome, Reminder


class Trouble(StrEnum):
    """What is wrong with a reminder in one place.

    Attributes:
        NONE: Nothing.
        MISSED: It couldn't be posted in time.
        REFUSED: The platform refused it, or there was nothing to post; the next one is tried.
        SUSPENDED: It is no longer posted.
        MENDED: It failed and was changed since; the next post will show whether it works.
    """

    NONE = ""
    MISSED = "missed"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class Alarm:
    """What this process, and no other, must tell coordinators about one reminder.

    Attributes:
        reminder: The reminder.
        trouble: What is wrong with it now; `NONE` if it works again.
        told: What they were told last.
    """

    reminder: Reminder
    trouble: Trouble
    told: Trouble

    @property
    def moment(self) -> float | None:
        """Return the scheduled time that it is about (Unix time in seconds); None if it isn't about a single one."""
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
