"""Format days, times and rhythms as text. Pure functions; they take the texts of one language, by dotted key."""

import datetime as dt
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from bot.rhythm import Monthly, Once, Weekly
from bot.schedule import Schedule

_Words = Mapping[str, Markup]
MOST_SKIPS = 5
"""Maximum number of skipped days to list; if there are more, one fewer is listed."""
_NAMED = {frozenset(range(7)): "rhythm.daily", frozenset(range(5)): "rhythm.workdays"}
"""The sets of weekdays with a name."""


def day(words: _Words, date: dt.date) -> Markup:
    """Format a date, with its weekday and year."""
    return words["date.day"].format(**_parts(words, date))


def moment(words: _Words, instant: dt.datetime, zone: str) -> Markup:
    """Format a timezone-aware datetime in this zone (an IANA name)."""
    local = instant.astimezone(ZoneInfo(zone))
    return words["date.moment"].format(**_parts(words, local.date()), time=f"{local:%H:%M}")


def rhythm(words: _Words, schedule: Schedule, today: dt.date) -> Markup:
    """Describe when a reminder is posted and what is left out, ignoring skipped days before `today`."""
    times = listed(words, (escape(f"{time:%H:%M}") for time in sorted(schedule.times))) or words["rhythm.no_time"]
    parts = [_comes(words, schedule, times)]
    if isinstance(schedule.rhythm, Once):
        return parts[0]
    if schedule.holidays_off:
        parts.append(words["rhythm.holidays"])
    if coming := _left_out(words, schedule, today):
        parts.append(words["rhythm.skips"].format(dates=listed(words, coming)))
    return Markup(", ").join(parts)


def listed(words: _Words, names: Iterable[Markup], between: str = "rhythm.and") -> Markup:
    """Join names to a list in a sentence, with commas and "and" before the last; empty if there are none.

    `between`: the key of a word to use instead of "and".
    """
    *first, last = [*names] or [Markup("")]
    return Markup(" ").join([Markup(", ").join(first), words[between], last]) if first else last


def _comes(words: _Words, schedule: Schedule, times: Markup) -> Markup:
    """Describe the days of a reminder, at these times."""
    match schedule.rhythm:
        case Weekly(weekdays, 1) if weekdays in _NAMED:
            return words[_NAMED[weekdays]].format(times=times)
        case Weekly(weekdays, weeks):
            key = "rhythm.weekly" if weeks == 1 else "rhythm.weeks"
            names = listed(words, (words[f"weekday.{number}"] for number in sorted(weekdays))) or words["rhythm.no_day"]
            return words[key].format(weeks=weeks, days=names, times=times)
        case Monthly(which, weekday):
            named = {"which": words[f"which.{which}"], "weekday": words[f"weekday.{weekday}"]}
            return words["rhythm.monthly"].format(**named, times=times)
        case Once():
            return words["rhythm.once"].format(date=day(words, schedule.start), times=times)


def _left_out(words: _Words, schedule: Schedule, today: dt.date) -> list[Markup]:
    """List what is left out from today on: the first days and times, and the number of others."""
    found = {dt.datetime.combine(skip, dt.time.min): day(words, skip) for skip in schedule.skips}
    found |= {local: _skipped(words, schedule, local) for local in schedule.skipped}
    coming = [*dict.fromkeys(found[local] for local in sorted(found) if local.date() >= today)]
    if len(coming) <= MOST_SKIPS:
        return coming
    shown = coming[: MOST_SKIPS - 1]
    return [*shown, words["rhythm.more"].format(count=len(coming) - len(shown))]


def _skipped(words: _Words, schedule: Schedule, local: dt.datetime) -> Markup:
    """Format a skipped time; only the date if the reminder has one time per day."""
    if schedule.times == {local.time()}:
        return day(words, local.date())
    return words["date.moment"].format(**_parts(words, local.date()), time=f"{local:%H:%M}")


def _parts(words: _Words, date: dt.date) -> dict[str, object]:
    named = {"weekday": words[f"weekday.{date.weekday()}"], "month": words[f"month.{date.month}"]}
    return {**named, "day": date.day, "year": date.year}
