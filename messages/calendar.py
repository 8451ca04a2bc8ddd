"""Days, moments and rhythms in words. Pure: the words are handed in."""

import datetime as dt
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.schedule import Schedule

_Words = Mapping[str, Markup]


def day(words: _Words, date: dt.date) -> Markup:
    """Give a day, with its weekday and year. `words`: of the product, in one language, by dotted key."""
    return words["date.day"].format(**_parts(words, date))


def moment(words: _Words, instant: dt.datetime, zone: str) -> Markup:
    """Give an aware instant as people in this zone (an IANA name) read it off the wall."""
    local = instant.astimezone(ZoneInfo(zone))
    return words["date.moment"].format(**_parts(words, local.date()), time=f"{local:%H:%M}")


def rhythm(words: _Words, schedule: Schedule, today: dt.date) -> Markup:
    """Give how often it comes, and when not; days that it skips and that have passed are left out."""
    key = "rhythm.weekly" if schedule.weeks == 1 else "rhythm.weeks"
    days = listed(words, (words[f"weekday.{number}"] for number in sorted(schedule.weekdays)))
    told = [words[key].format(weeks=schedule.weeks, days=days, time=f"{schedule.time:%H:%M}")]
    if schedule.holidays_off:
        told.append(words["rhythm.holidays"])
    coming = sorted(skip for skip in schedule.skips if skip >= today)
    if coming:
        told.append(words["rhythm.skips"].format(dates=listed(words, (day(words, skip) for skip in coming))))
    return Markup(", ").join(told)


def listed(words: _Words, names: Iterable[Markup]) -> Markup:
    """Give some names as one: with commas, and "and" before the last."""
    *first, last = names
    return Markup(" ").join([Markup(", ").join(first), words["rhythm.and"], last]) if first else last


def _parts(words: _Words, date: dt.date) -> dict[str, object]:
    named = {"weekday": words[f"weekday.{date.weekday()}"], "month": words[f"month.{date.month}"]}
    return {**named, "day": date.day, "year": date.year}
