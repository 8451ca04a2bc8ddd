"""Describe a reminder in words; the same lines on every channel."""

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
"""Maximum number of past days to search for one that was left out."""
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
    """Yield lines of HTML: the rhythm, the status, the latest post, and recent problems.

    `now`: timezone-aware.
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
    """Return the next time, or why there is none."""
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
    """Yield the latest day since its last occurrence that was intentionally left out, if any, and why."""
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
    """Return the outcome of one occurrence of this reminder, and the reason."""
    instant = dt.datetime.fromtimestamp(occurrence.moment, dt.UTC)
    moment = calendar.moment(words, instant, reminder.schedule.zone)
    return words[f"outcome.{_became(reminder, occurrence)}"].format(moment=moment, why=_why(words, occurrence))


def marks(words: _Words, *reminders: Reminder) -> Markup:
    """Return a symbol per recent time, the newest last, and the number of each outcome in words.

    A time with different outcomes in several places has the symbol of the worst. Empty if there was none yet. The words
    say the same, for people who can't see or don't know the symbols.
    """
    became = [(past.moment, _became(one, past)) for one in reminders for past in one.occurrences]
    moments = sorted({moment for moment, _ in became})[-KEPT:]
    worst = (max((found for at, found in became if at == moment), key=_FROM_BEST.index) for moment in moments)
    counts = Counter(found for at, found in became if at in moments)
    told = (words[f"count.{outcome}"].format(count=counts[outcome]) for outcome in _FROM_BEST if counts[outcome])
    shown = Markup(" ").join(words[f"mark.{outcome}"] for outcome in worst)
    return words["mark.latest"].format(marks=shown, counts=Markup(", ").join(told)) if moments else Markup()


def _became(reminder: Reminder, occurrence: Occurrence) -> OccurrenceOutcome:
    """Return the outcome of an occurrence; one that was waiting is missed if the reminder was changed meanwhile."""
    waiting = occurrence.outcome is OccurrenceOutcome.WAITING
    return OccurrenceOutcome.MISSED if waiting and occurrence.moment != reminder.due_at else occurrence.outcome


def _why(words: _Words, occurrence: Occurrence) -> Markup:
    """Return why it wasn't posted; empty if the row is from a version that didn't store the reason."""
    refused = occurrence.outcome is OccurrenceOutcome.REFUSED
    if not occurrence.why:
        return words["suspension.rejected"] if refused else words[f"delay.{Delay.OFF}"]
    return words[f"suspension.{occurrence.why}" if refused else f"delay.{occurrence.why}"]


def next_times(words: _Words, schedule: Schedule, times: tuple[dt.datetime, ...]) -> Iterator[Markup]:
    """Yield a heading, a line per next occurrence, and their time zone."""
    yield words["reminder.next"]
    yield from (Markup("• ") + calendar.moment(words, instant, schedule.zone) for instant in times)
    yield words["reminder.zone"].format(zone=schedule.zone)
