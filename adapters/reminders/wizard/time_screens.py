"""The screens for choosing the times, the first day and the skipped days of a draft."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.checks.screen import Button, FieldKind
from adapters.reminders.wizard import presses
from adapters.reminders.wizard.actions import WizardAction, WizardPress, WizardScreen
from adapters.reminders.wizard.choice_screens import finish
from adapters.reminders.wizard.presses import DAY, WINDOWS, minutes, switched, timed
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from bot.rhythm import Once
from bot.schedule import MOST_TIMES, Schedule, upcoming
from messages import calendar

STEP = 5
"""Minutes between the times of day that buttons offer."""
NEAR = 14
"""Days per page when choosing the first day."""
COMING = 8
"""Days per page when choosing days to skip."""


def times(builder: ScreenBuilder, schedule: Schedule) -> None:
    """Lay out the screen of the times."""
    builder.say("plan.times")
    for time in sorted(schedule.times):
        _time(builder, time, only=len(schedule.times) == 1)
    if len(schedule.times) < MOST_TIMES:
        if builder.native:
            builder.field(FieldKind.TIME, "plan.add_time", timed(DAY, 0))
        else:
            builder.row(builder.go("plan.add_time", WizardScreen.HOUR, DAY))
    finish(builder)


def hour(builder: ScreenBuilder, old: int) -> None:
    """Lay out the hours. `old`: the time to change, in minutes; `DAY` to add one."""
    builder.say("plan.hours")
    word, now = builder.words["plan.hour"], old // 60
    hours = ((one, presses.show(WizardScreen.MINUTE, old * 24 + one)) for one in range(24))
    builder.rows((builder.choice(word.format(hour=one), press, chosen=one == now) for one, press in hours), 4)
    builder.foot(builder.go("plan.back", WizardScreen.TIMES))


def minute(builder: ScreenBuilder, argument: int) -> None:
    """Lay out the minutes. `argument`: as in `presses.show`."""
    old, hour_ = divmod(argument, 24)
    old = min(old, DAY)
    builder.say("plan.minutes")
    news = (hour_ * 60 + one for one in range(0, 60, STEP))
    builder.rows((builder.choice(_clock(new), timed(old, new), chosen=new == old) for new in news), 3)
    builder.foot(builder.go("plan.back", WizardScreen.HOUR, old))


def start(builder: ScreenBuilder, schedule: Schedule, today: dt.date, window: int) -> None:
    """Lay out a page of possible first days. `window`: the page."""
    builder.say("plan.start_once" if isinstance(schedule.rhythm, Once) else "plan.starts")
    if builder.native:
        builder.field(FieldKind.DATE, "plan.start_day", WizardPress(WizardAction.START), schedule.start.isoformat())
    else:
        first = today + dt.timedelta(days=NEAR * window)
        found = [first + dt.timedelta(days=later) for later in range(NEAR)]
        bounds = {"first": calendar.day(builder.words, found[0]), "last": calendar.day(builder.words, found[-1])}
        builder.say("plan.window", **bounds)
        builder.rows((_day(builder, date, schedule) for date in found), 2)
        turn(builder, WizardScreen.START, window)
    finish(builder)


def skips(builder: ScreenBuilder, schedule: Schedule, now: dt.datetime, window: int) -> None:
    """Lay out a page of days that can be skipped. `window`: the page."""
    words, off = builder.words, schedule.holidays_off
    builder.say("plan.skips")
    holidays = switched(WizardAction.HOLIDAYS, 0, on=not off)
    builder.row(builder.choice(words["plan.holidays"], holidays, chosen=off))
    if builder.native:
        builder.field(FieldKind.DATE, "plan.add_skip", presses.skipped(presses.FIRST_DAY, 0, on=True))
        found: Iterable[dt.date] = sorted(schedule.skips)
    else:
        found = list(_coming(schedule, now, window))
    for date in found:
        chosen = date in schedule.skips
        press = presses.skipped(date, window, on=not chosen)
        builder.row(builder.choice(calendar.day(words, date), press, chosen=chosen))
    if not builder.native:
        turn(builder, WizardScreen.SKIPS, window)
    finish(builder)


def turn(builder: ScreenBuilder, screen: WizardScreen, window: int) -> None:
    """Add the buttons for the previous and next page of days."""
    turns = [("plan.earlier", window - 1), ("plan.later", window + 1)]
    builder.row(*(builder.go(key, screen, to) for key, to in turns if 0 <= to < WINDOWS))


def _time(builder: ScreenBuilder, time: dt.time, *, only: bool) -> None:
    """Add the buttons of a chosen time: to change it and, unless it is the only one, to remove it."""
    at, word = minutes(time), builder.words["plan.drop"]
    drop = builder.button(word.format(label=_clock(at)), WizardPress(WizardAction.NO_TIME, at))
    dropped = () if only else (drop,)
    if builder.native:
        builder.field(FieldKind.TIME, "plan.time", timed(at, at), f"{time:%H:%M}", time=_clock(at))
        builder.row(*dropped)
    else:
        builder.row(builder.button(_clock(at), presses.show(WizardScreen.HOUR, at)), *dropped)


def _day(builder: ScreenBuilder, date: dt.date, schedule: Schedule) -> Button:
    words = builder.words
    label = words["plan.day"].format(weekday=words[f"weekday.{date.weekday()}"], day=date.day)
    return builder.choice(label, WizardPress(WizardAction.START, presses.number(date)), chosen=date == schedule.start)


def _coming(schedule: Schedule, now: dt.datetime, window: int) -> Iterable[dt.date]:
    """Return the scheduled days on this page, and the days that are already skipped."""
    zone = ZoneInfo(schedule.zone)
    bare = replace(schedule, skips=frozenset(), skipped=frozenset())
    count = (window + 1) * COMING * max(1, len(schedule.times))
    days = dict.fromkeys(moment.astimezone(zone).date() for moment in upcoming(bare, now, count))
    return islice(days, window * COMING, (window + 1) * COMING)


def _clock(value: int) -> Markup:
    return Markup(f"{value // 60:02}:{value % 60:02}")  # noqa: S704 - digits
