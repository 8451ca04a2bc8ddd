"""Decide when to give up on a reminder that the platform refuses."""

from itertools import takewhile

from adapters.storage.reminders import POSTED, OccurrenceOutcome, Reminder

SEVERAL = 3
"""The number of consecutive refusals after which a reminder is suspended."""
BAD_DAY = 0.8 * 86400.0
"""Minimum seconds between the first and the last of these, so that all the times of one bad day count as one. A little
less than a day, as clocks change."""
LONG = 6.5 * 86400.0
"""Seconds between two refusals that suffice to suspend: no outage lasts a week. Half a day less, as clocks change."""
_PERHAPS_POSTED = POSTED | {OccurrenceOutcome.UNKNOWN}


def lasting(reminder: Reminder, moment: float) -> bool:
    """Return whether a refusal at this time (Unix, seconds) is the last of several, or of two far apart.

    Occurrences that couldn't be tried are ignored.
    """
    before = (found for found in reminder.occurrences if found.moment != moment)
    row = takewhile(lambda found: found.outcome not in _PERHAPS_POSTED, before)
    refused = [moment, *(found.moment for found in row if found.outcome is OccurrenceOutcome.REFUSED)]
    span = max(refused) - min(refused)
    apart = BAD_DAY if len(reminder.schedule.times) > 1 else 0.0
    return (len(refused) >= SEVERAL and span >= apart) or span >= LONG
