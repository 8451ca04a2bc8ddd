"""The wizard's descriptions of a reminder: short in the list, full on its own screens."""

import datetime as dt
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.reminders import formatting
from adapters.reminders.series import Series
from adapters.reminders.wizard import place_names
from adapters.reminders.wizard.place_names import FEW, PlaceNames
from adapters.storage.reminders import POSTED, Reminder
from messages import calendar

_Words = Mapping[str, Markup]


def rhythm(words: _Words, series: Series, now: dt.datetime) -> Markup:
    """Describe its schedule. `now`: timezone-aware."""
    schedule = series.plan.schedule
    return calendar.rhythm(words, schedule, now.astimezone(ZoneInfo(schedule.zone)).date())


def standing(words: _Words, series: Series) -> Markup:
    """Return the next time, or why there is none anywhere."""
    shown = next((one for one in series.reminders if not one.suspended), series.reminders[0])
    return formatting.standing(words, shown)


def brief(words: _Words, series: Series, names: PlaceNames, now: dt.datetime) -> Iterator[Markup]:
    """Yield the places, schedule, next time and recent results; of many places, only those with problems."""
    yield place_names.listed(words, names, series.places)
    yield rhythm(words, series, now)
    yield standing(words, series)
    yield from _marks(words, *series.reminders)
    troubled = [one for one in series.reminders if not _healthy(one)] if len(series.reminders) > 1 else []
    for reminder in troubled[:FEW]:
        yield from (
            words["plan.obstacle"].format(place=names[reminder.place], why=line) for line in _trouble(words, reminder)
        )


def whole(words: _Words, series: Series, names: PlaceNames, now: dt.datetime) -> Iterator[Markup]:
    """Yield everything known about it; for several places, the results of each."""
    if len(series.reminders) == 1:
        yield words["plan.at"].format(places=names[series.places[0]])
        yield from formatting.lines(words, series.reminders[0], now)
        yield from _marks(words, series.reminders[0])
        return
    yield rhythm(words, series, now)
    yield standing(words, series)
    for reminder in series.reminders:
        yield Markup()
        yield Markup("<b>{}</b>").format(names[reminder.place])
        yield from _marks(words, reminder)
        yield from _trouble(words, reminder)


def _trouble(words: _Words, reminder: Reminder) -> Iterator[Markup]:
    """Yield the problems in one of several places, if any."""
    if reminder.suspended:
        yield formatting.standing(words, reminder)
    elif not _healthy(reminder):
        yield formatting.outcome(words, reminder, reminder.occurrences[0])


def _marks(words: _Words, *reminders: Reminder) -> Iterator[Markup]:
    yield from filter(None, [formatting.marks(words, *reminders)])


def _healthy(reminder: Reminder) -> bool:
    """Return whether it is scheduled, and its latest post succeeded."""
    return not reminder.suspended and all(one.outcome in POSTED for one in reminder.occurrences[:1])
