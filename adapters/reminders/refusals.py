"""Decides whether a reminder that the platform refuses is still worth trying."""

from itertools import takewhile

from adapters.storage.reminders import POSTED, OccurrenceOutcome, Reminder

SEVERAL = 3
"""The number of refusals in a row after which a reminder is suspended."""
BAD_DAY = 0.8 * 86400.0
"""The least seconds between the first and the last of several, where a reminder comes several times a day: all the
times of one day are one bad day. A little less than a day, as clocks change."""
LONG = 6.5 * 86400.0
"""Seconds between two refusals that count as several: no outage lasts a week. Half a day less, as clocks change."""
_PERHAPS_POSTED = POSTED | {OccurrenceOutcome.UNKNOWN}


def lasting(reminder: Reminder, moment: float) -> bool:
    """Return whether a refusal at this moment (Unix time, seconds) is one of several in a row, or over a long time.

    A moment at which nothing could be tried neither counts nor ends the row.
    """
    before = (found for found in reminder.occurrences if found.moment != moment)
    row = takewhile(lambda found: found.outcome not in _PERHAPS_POSTED, before)
    refused = [moment, *(found.moment for found in row if found.outcome is OccurrenceOutcome.REFUSED)]
    span = max(refused) - min(refused)
    apart = BAD_DAY if len(reminder.schedule.times) > 1 else 0.0
    return (len(refused) >= SEVERAL and span >= apart) or span >= LONG
