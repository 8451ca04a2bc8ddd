"""Describe a time zone in an iCalendar file (RFC 5545, section 3.6.5) for a period.

The library's own description starts summer time an hour late: it uses the local time after the change, not before.
"""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_HOUR = dt.timedelta(hours=1)
_MINUTE = dt.timedelta(minutes=1)


def zone_component(name: str, since: dt.datetime, until: dt.datetime) -> Timezone:
    """Return the VTIMEZONE component with the offsets of a zone in a period.

    Args:
        name: The IANA name of the zone.
        since: The start, timezone-aware.
        until: The end, timezone-aware.
    """
    zone, found = ZoneInfo(name), Timezone()
    found.add("TZID", name)
    first = since.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0) - dt.timedelta(days=1)
    found.add_component(_observance(zone, first, first))
    for before, after in _changes(zone, first, until):
        found.add_component(_observance(zone, before, after))
    return found


def _changes(zone: ZoneInfo, since: dt.datetime, until: dt.datetime) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Yield the last minute before each change of the offset, and the first minute after it, in UTC."""
    hour = since
    while hour < until:
        following = hour + _HOUR
        if _offset(zone, hour) != _offset(zone, following):
            minutes = (hour + number * _MINUTE for number in range(60))
            before = next(one for one in minutes if _offset(zone, one) != _offset(zone, one + _MINUTE))
            yield before, before + _MINUTE
        hour = following


def _observance(zone: ZoneInfo, before: dt.datetime, after: dt.datetime) -> TimezoneStandard | TimezoneDaylight:
    """Return the component of the offset from `after` on; its start is in the local time with the offset `before`."""
    local = after.astimezone(zone)
    found = TimezoneDaylight() if local.dst() else TimezoneStandard()
    found.add("DTSTART", (after + _offset(zone, before)).replace(tzinfo=None))
    found.add("TZOFFSETFROM", _offset(zone, before))
    found.add("TZOFFSETTO", _offset(zone, after))
    found.add("TZNAME", local.tzname())
    return found


def _offset(zone: ZoneInfo, instant: dt.datetime) -> dt.timedelta:
    return instant.astimezone(zone).utcoffset() or dt.timedelta()
