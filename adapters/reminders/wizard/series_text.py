"""What the wizard says of a reminder: briefly in the list, and at length on the screens about it."""

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
    """Return how often it comes. `now`: aware."""
    schedule = series.plan.schedule
    return calendar.rhythm(words, schedule, now.astimezone(ZoneInfo(schedule.zone)).date())


def brief(words: _Words, series: Series, names: PlaceNames, now: dt.datetime) -> Iterator[Markup]:
    """Yield where and how often it comes, when next, and the marks of the latest; of many places those in trouble."""
    yield place_names.listed(words, names, series.places)
    yield rhythm(words, series, now)
    yield from _standing(words, series)
    for reminder in sorted(series.reminders, key=_healthy)[:FEW]:
        yield from _marks(words, reminder, None if len(series.reminders) == 1 else names[reminder.place])


def whole(words: _Words, series: Series, names: PlaceNames, now: dt.datetime) -> Iterator[Markup]:
    """Yield all that is known of it; of several places, what became of each."""
    if len(series.reminders) == 1:
        yield words["plan.at"].format(places=names[series.places[0]])
        yield from formatting.lines(words, series.reminders[0], now)
        yield from _marks(words, series.reminders[0])
        return
    yield rhythm(words, series, now)
    yield from _standing(words, series)
    for reminder in series.reminders:
        yield Markup()
        yield Markup("<b>{}</b>").format(names[reminder.place])
        yield from _place(words, reminder)


def _place(words: _Words, reminder: Reminder) -> Iterator[Markup]:
    """Yield what became of it in one of several places, and what is wrong there."""
    if reminder.suspended:
        yield formatting.standing(words, reminder)
    yield from _marks(words, reminder)
    if not _healthy(reminder) and reminder.occurrences:
        yield formatting.outcome(words, reminder, reminder.occurrences[0])


def _standing(words: _Words, series: Series) -> Iterator[Markup]:
    """Yield when it comes next; and, where it comes no more in its only place, or in all of them, why."""
    shown = next((one for one in series.reminders if not one.suspended), series.reminders[0])
    yield formatting.standing(words, shown)


def _marks(words: _Words, reminder: Reminder, name: Markup | None = None) -> Iterator[Markup]:
    if marks := formatting.marks(words, reminder):
        yield words["plan.obstacle"].format(place=name, why=marks) if name else marks


def _healthy(reminder: Reminder) -> bool:
    """Return whether it comes, and was posted last."""
    return not reminder.suspended and all(one.outcome in POSTED for one in reminder.occurrences[:1])
