"""How a reminder stands, in words: the same lines on every channel."""

import datetime as dt
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.ledger.reminder import Occurrence, Outcome, Reminder
from bot.schedule import Schedule
from messages import calendar

_Words = Mapping[str, Markup]
_QUIET = {Outcome.SENT, Outcome.SENDING}


def lines(words: _Words, reminder: Reminder, now: dt.datetime) -> Iterator[Markup]:
    """Give each line as HTML: the rhythm, how it stands, what was posted last, and what went wrong lately.

    `now`: aware.
    """
    schedule = reminder.schedule
    yield calendar.rhythm(words, schedule, now.astimezone(ZoneInfo(schedule.zone)).date())
    yield standing(words, reminder)
    latest = next((found for found in reminder.occurrences if found.outcome in _QUIET), None)
    if latest:
        yield outcome(words, latest, schedule.zone)
    yield from (outcome(words, found, schedule.zone) for found in reminder.occurrences if found.outcome not in _QUIET)


def standing(words: _Words, reminder: Reminder) -> Markup:
    """Say when it comes next, or why it doesn't."""
    if reminder.suspended:
        return words["standing.suspended"].format(why=words[f"suspension.{reminder.suspended}"])
    paused = reminder.schedule.paused_until
    if paused == dt.date.max:
        return words["standing.stopped"]
    if reminder.due_at is None:
        return words["standing.never"]
    due = dt.datetime.fromtimestamp(reminder.due_at, dt.UTC)
    told = words["standing.due"].format(moment=calendar.moment(words, due, reminder.schedule.zone))
    if paused and due.astimezone(ZoneInfo(reminder.schedule.zone)).date() >= paused:
        return Markup(" ").join([words["standing.paused"].format(date=calendar.day(words, paused)), told])
    return told


def outcome(words: _Words, occurrence: Occurrence, zone: str) -> Markup:
    """Say what became of one moment."""
    instant = dt.datetime.fromtimestamp(occurrence.moment, dt.UTC)
    return words[f"outcome.{occurrence.outcome}"].format(moment=calendar.moment(words, instant, zone))


def next_times(words: _Words, schedule: Schedule, times: tuple[dt.datetime, ...]) -> Iterator[Markup]:
    """Give the next moments a line each below a heading, and the zone that they are in."""
    yield words["reminder.next"]
    yield from (Markup("• ") + calendar.moment(words, instant, schedule.zone) for instant in times)
    yield words["reminder.zone"].format(zone=schedule.zone)
