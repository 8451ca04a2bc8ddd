"""Export the times of reminders as an iCalendar file (RFC 5545).

It contains when and where, but not what about: others may see somebody's calendar.

1. The times are those of `upcoming`. A recurrence rule repeats the rhythm, and EXDATE removes what `upcoming` leaves
   out: holidays, skipped days, and times that don't exist when the clock changes. The times that replace the latter
   are separate events, as many programs ignore RDATE.
2. A rule ends after two years, as later skips are unknown.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from markupsafe import Markup

from adapters.reminders.series import Series
from adapters.reminders.zone_component import zone_component
from adapters.storage.reminders import Destination
from bot.rhythm import LAST, Monthly, Once, Rhythm, Weekly
from bot.schedule import MOST_TIMES, YEAR, Schedule, slots, upcoming
from messages.markup import plain

SPAN = 2 * YEAR
"""How far ahead the file goes."""
PRODUCER = "-//reminders//1//EN"
"""The program's name, which the format requires; not the real one, as that reveals the subject."""
_DAY = dt.timedelta(days=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_Words = Mapping[str, Markup]


def calendar_file(words: _Words, found: Iterable[Series], now: dt.datetime) -> bytes:
    """Return the file, from `now` (timezone-aware) on, without reminders that are suspended everywhere."""
    calendar = Calendar()
    calendar.add("PRODID", PRODUCER)
    calendar.add("VERSION", "2.0")
    coming = [series for series in found if _active(series)]
    for zone in sorted({series.plan.schedule.zone for series in coming}):
        calendar.add_component(zone_component(zone, now, now + SPAN))
    for series in coming:
        for event in _events(series, now):
            event.add("DTSTAMP", now)
            event.add("SUMMARY", plain(words["calendar.summary"]))
            event.add("LOCATION", ", ".join(_named(place) for place in _active(series)))
            event.add("TRANSP", "TRANSPARENT")
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _active(series: Series) -> tuple[Destination, ...]:
    """Return the places where it isn't suspended."""
    return tuple(reminder.place for reminder in series.reminders if not reminder.suspended)


def _named(place: Destination) -> str:
    return " ".join(part for part in (place.channel, place.chat, place.thread) if part)


def _events(series: Series, now: dt.datetime) -> Iterator[Event]:
    """Yield an event for each time of the day, and one for each time that no rule covers."""
    schedule = series.plan.schedule
    zone = ZoneInfo(schedule.zone)
    moments = takewhile(lambda moment: moment < now + SPAN, upcoming(schedule, now, MOST_TIMES * SPAN.days))
    left = {moment.astimezone(zone).replace(tzinfo=None) for moment in moments}
    for time in sorted(schedule.times):
        regular = list(_regular(schedule, time, now))
        if coming := sorted(left.intersection(regular)):
            yield _repeated(f"{series.name}-{time:%H%M}", schedule, regular, coming)
        left.difference_update(regular)
    yield from (_event(f"{series.name}-{moment:%Y%m%dT%H%M}", moment.replace(tzinfo=zone)) for moment in sorted(left))


def _regular(schedule: Schedule, time: dt.time, now: dt.datetime) -> Iterator[dt.datetime]:
    """Yield the naive local times of the plain rhythm at this time of the day, including those that are left out."""
    today = now.astimezone(ZoneInfo(schedule.zone)).date()
    for number in range(SPAN.days + 1):
        yield from (slot.local for slot in slots(schedule, today + number * _DAY) if slot.time == time)


def _repeated(uid: str, schedule: Schedule, regular: Sequence[dt.datetime], coming: Sequence[dt.datetime]) -> Event:
    """Return a recurring event.

    Args:
        uid: Its UID.
        schedule: Its rhythm and zone.
        regular: The times of the plain rhythm, naive, in order.
        coming: Those of them that aren't left out, at least one.
    """
    zone = ZoneInfo(schedule.zone)
    first, last = coming[0].replace(tzinfo=zone), coming[-1].replace(tzinfo=zone)
    event = _event(uid, first)
    if rule := _rule(schedule.rhythm):
        event.add("RRULE", {**rule, "UNTIL": last.astimezone(dt.UTC)})
    between = [moment for moment in regular if coming[0] < moment < coming[-1]]
    if left_out := sorted(set(between).difference(coming)):
        event.add("EXDATE", [moment.replace(tzinfo=zone) for moment in left_out])
    return event


def _event(uid: str, moment: dt.datetime) -> Event:
    event = Event()
    event.add("UID", uid)
    event.add("DTSTART", moment)
    return event


def _rule(rhythm: Rhythm) -> dict[str, object]:
    """Return the recurrence rule of a rhythm, without its end; empty for a single time."""
    match rhythm:
        case Weekly(weekdays, weeks):
            days = [_WEEKDAYS[day] for day in sorted(weekdays)]
            return {"FREQ": "WEEKLY", "INTERVAL": weeks, "BYDAY": days, "WKST": "MO"}
        case Monthly(which, weekday):
            return {"FREQ": "MONTHLY", "BYDAY": f"{-1 if which == LAST else which}{_WEEKDAYS[weekday]}"}
        case Once():
            return {}
