"""Formats days, moments and rhythms in words. Pure: the words of one language are passed in, by dotted key."""

import datetime as dt
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.schedule import Schedule

_Words = Mapping[str, Markup]


def day(words: _Words, date: dt.date) -> Markup:
    """Return a day, with its weekday and year."""
    return words["date.day"].format(**_parts(words, date))


def moment(words: _Words, instant: dt.datetime, zone: str) -> Markup:
    """Return an aware datetime as a clock in this zone (an IANA name) shows it."""
    local = instant.astimezone(ZoneInfo(zone))
    return words["date.moment"].format(**_parts(words, local.date()), time=f"{local:%H:%M}")


def rhythm(words: _Words, schedule: Schedule, today: dt.date) -> Markup:
    """Return how often a reminder comes and when it doesn't, without the skipped days that are before `today`."""
    key = "rhythm.weekly" if schedule.weeks == 1 else "rhythm.weeks"
    days = listed(words, (words[f"weekday.{number}"] for number in sorted(schedule.weekdays)))
    parts = [words[key].format(weeks=schedule.weeks, days=days, time=f"{schedule.time:%H:%M}")]
    if schedule.holidays_off:
        parts.append(words["rhythm.holidays"])
    coming = sorted(skip for skip in schedule.skips if skip >= today)
    if coming:
        parts.append(words["rhythm.skips"].format(dates=listed(words, (day(words, skip) for skip in coming))))
    return Markup(", ").join(parts)


def listed(words: _Words, names: Iterable[Markup]) -> Markup:
    """Return one or more names as a list in a sentence: with commas, and "and" before the last."""
    *first, last = names
    return Markup(" ").join([Markup(", ").join(first), words["rhythm.and"], last]) if first else last


def _parts(words: _Words, date: dt.date) -> dict[str, object]:
    named = {"weekday": words[f"weekday.{date.weekday()}"], "month": words[f"month.{date.month}"]}
    return {**named, "day": date.day, "year": date.year}
