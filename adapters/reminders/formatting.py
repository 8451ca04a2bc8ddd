"""Describes a reminder in words: the same lines on every channel."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.storage.reminders import KEPT, POSTED, Delay, Occurrence, OccurrenceOutcome, Reminder
from bot.schedule import Schedule, omission, slots
from messages import calendar

_Words = Mapping[str, Markup]
_FAR_BACK = 35
"""The most days that are looked back for one that was left out."""
_FROM_BEST = (
    OccurrenceOutcome.SENT,
    OccurrenceOutcome.LATE,
    OccurrenceOutcome.SENDING,
    OccurrenceOutcome.WAITING,
    OccurrenceOutcome.UNKNOWN,
    OccurrenceOutcome.MISSED,
    OccurrenceOutcome.REFUSED,
)
_QUIET = POSTED | {OccurrenceOutcome.SENDING}


def lines(words: _Words, reminder: Reminder, now: dt.datetime) -> Iterator[Markup]:
    """Yield each line as HTML: the rhythm, the status, what was posted last, and what went wrong lately.

    `now`: aware.
    """
    schedule = reminder.schedule
    yield calendar.rhythm(words, schedule, now.astimezone(ZoneInfo(schedule.zone)).date())
    yield standing(words, reminder)
    latest = next((found for found in reminder.occurrences if found.outcome in _QUIET), None)
    if latest:
        yield outcome(words, reminder, latest)
    yield from _left_out(words, reminder, now)
    yield from (outcome(words, reminder, found) for found in reminder.occurrences if found.outcome not in _QUIET)


def standing(words: _Words, reminder: Reminder) -> Markup:
    """Return when it comes next, or why it doesn't."""
    if reminder.suspended:
        return words["standing.suspended"].format(why=words[f"suspension.{reminder.suspended}"])
    paused = reminder.schedule.paused_until
    if paused == dt.date.max:
        return words["standing.stopped"]
    if reminder.due_at is None:
        return words["standing.never"]
    due = dt.datetime.fromtimestamp(reminder.due_at, dt.UTC)
    next_time = words["standing.due"].format(moment=calendar.moment(words, due, reminder.schedule.zone))
    if paused and due.astimezone(ZoneInfo(reminder.schedule.zone)).date() >= paused:
        return Markup(" ").join([words["standing.paused"].format(date=calendar.day(words, paused)), next_time])
    return next_time


def _left_out(words: _Words, reminder: Reminder, now: dt.datetime) -> Iterator[Markup]:
    """Yield the latest day since its last occurrence on which it was left out on purpose, if any, and why."""
    last, schedule = next(iter(reminder.occurrences), None), reminder.schedule
    if last is None:
        return
    zone = ZoneInfo(schedule.zone)
    since = dt.datetime.fromtimestamp(last.moment, zone).replace(tzinfo=None)
    local = now.astimezone(zone).replace(tzinfo=None)
    days = (local.date() - dt.timedelta(days=back) for back in range(_FAR_BACK))
    passed = (slot for day in days for slot in reversed(slots(schedule, day)) if since < slot.local <= local)
    slot, why = next(((slot, why) for slot in passed if (why := omission(schedule, slot))), (None, None))
    if slot and why:
        moment = calendar.moment(words, slot.local.replace(tzinfo=zone), schedule.zone)
        yield words[f"omission.{why.value}"].format(moment=moment)


def outcome(words: _Words, reminder: Reminder, occurrence: Occurrence) -> Markup:
    """Return what became of one occurrence of this reminder, and why."""
    instant = dt.datetime.fromtimestamp(occurrence.moment, dt.UTC)
    moment = calendar.moment(words, instant, reminder.schedule.zone)
    return words[f"outcome.{_became(reminder, occurrence)}"].format(moment=moment, why=_why(words, occurrence))


def marks(words: _Words, *reminders: Reminder) -> Markup:
    """Return a mark for each of the latest moments, the newest last, and in words how many there were of each outcome.

    A moment that went differently in several places has the mark of the worst. It is empty for what hasn't come yet.
    Nobody has to know the marks, or to see them: the words say the same.
    """
    became = [(past.moment, _became(one, past)) for one in reminders for past in one.occurrences]
    moments = sorted({moment for moment, _ in became})[-KEPT:]
    worst = (max((found for at, found in became if at == moment), key=_FROM_BEST.index) for moment in moments)
    counts = Counter(found for at, found in became if at in moments)
    told = (words[f"count.{outcome}"].format(count=counts[outcome]) for outcome in _FROM_BEST if counts[outcome])
    shown = Markup(" ").join(words[f"mark.{outcome}"] for outcome in worst)
    return words["mark.latest"].format(marks=shown, counts=Markup(", ").join(told)) if moments else Markup()


def _became(reminder: Reminder, occurrence: Occurrence) -> OccurrenceOutcome:
    """Return what became of an occurrence; one that waited is missed once the reminder was changed meanwhile."""
    waiting = occurrence.outcome is OccurrenceOutcome.WAITING
    return OccurrenceOutcome.MISSED if waiting and occurrence.moment != reminder.due_at else occurrence.outcome


def _why(words: _Words, occurrence: Occurrence) -> Markup:
    """Return why it wasn't posted; one that an earlier version stored doesn't say more than its outcome."""
    refused = occurrence.outcome is OccurrenceOutcome.REFUSED
    if not occurrence.why:
        return words["suspension.rejected"] if refused else words[f"delay.{Delay.OFF}"]
    return words[f"suspension.{occurrence.why}" if refused else f"delay.{occurrence.why}"]


def next_times(words: _Words, schedule: Schedule, times: tuple[dt.datetime, ...]) -> Iterator[Markup]:
    """Yield a heading, a line for each of the next occurrences, and their time zone."""
    yield words["reminder.next"]
    yield from (Markup("• ") + calendar.moment(words, instant, schedule.zone) for instant in times)
    yield words["reminder.zone"].format(zone=schedule.zone)
