"""The screens about one reminder."""

import datetime as dt
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.checks.screen import FieldKind
from adapters.reminders import formatting
from adapters.reminders.actions import ReminderAction, available, revision
from adapters.reminders.series import Series
from adapters.reminders.wizard import presses
from adapters.reminders.wizard.actions import WizardAction, WizardPress, WizardScreen
from adapters.reminders.wizard.place_names import PlaceNames
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from adapters.storage.reminders import Reminder
from messages import calendar

PAUSES = (1, 2, 4)
"""The numbers of weeks for which a reminder can be paused."""
_ROWS = (
    (ReminderAction.CHANGE, ReminderAction.POST_NOW),
    (ReminderAction.PAUSE, ReminderAction.RESUME),
    (ReminderAction.SKIP,),
)


def one(builder: ScreenBuilder, series: Series, names: PlaceNames, now: dt.datetime) -> None:
    """Lay out the screen of a reminder: how it is, and what can be done with it."""
    _describe(builder, series, names, now)
    buttons = {
        ReminderAction.CHANGE: builder.named("plan.change", WizardAction.CHANGE, main=True),
        ReminderAction.POST_NOW: builder.named("plan.ring", WizardAction.POST_NOW, revision(series)),
        ReminderAction.PAUSE: builder.go("plan.pause", WizardScreen.PAUSE),
        ReminderAction.RESUME: builder.named("plan.resume", WizardAction.RESUME),
        ReminderAction.SKIP: builder.named("plan.skip", WizardAction.SKIP, revision(series)),
    }
    offered = available(series, now)
    for row in _ROWS:
        builder.row(*(buttons[action] for action in row if action in offered))
    builder.row(builder.go("plan.delete", WizardScreen.DELETE))
    builder.foot(builder.go("plan.back", WizardScreen.LIST, builder.state.page))


def pause(builder: ScreenBuilder, series: Series, names: PlaceNames, now: dt.datetime) -> None:
    """Lay out the screen on which it is chosen how long a reminder is paused."""
    builder.say("plan.pausing")
    builder.gap()
    _describe(builder, series, names, now)
    if builder.native:
        builder.field(FieldKind.DATE, "plan.pause_until", WizardPress(WizardAction.PAUSE))
    for weeks in PAUSES:
        key = "plan.pause_week" if weeks == 1 else "plan.pause_weeks"
        builder.row(builder.button(builder.words[key].format(weeks=weeks), WizardPress(WizardAction.PAUSE, weeks)))
    builder.row(builder.named("plan.pause_on", WizardAction.PAUSE, presses.FOREVER))
    builder.foot(builder.go("plan.back", WizardScreen.ONE))


def delete(builder: ScreenBuilder, series: Series, names: PlaceNames, now: dt.datetime) -> None:
    """Lay out the screen that asks whether a reminder is to be deleted."""
    builder.say("plan.deleting")
    builder.gap()
    _describe(builder, series, names, now)
    builder.row(builder.named("plan.sure", WizardAction.DELETE, danger=True))
    builder.foot(builder.go("plan.back", WizardScreen.ONE))


def _describe(builder: ScreenBuilder, series: Series, names: PlaceNames, now: dt.datetime) -> None:
    """Say where and how often it comes, and what became of it in each place."""
    words, schedule = builder.words, series.plan.schedule
    builder.head("reminder.heading")
    if len(series.reminders) == 1:
        builder.say("plan.at", places=names[series.places[0]])
        builder.add(*formatting.lines(words, series.reminders[0], now))
    else:
        builder.add(calendar.rhythm(words, schedule, now.astimezone(ZoneInfo(schedule.zone)).date()))
        for reminder in series.reminders:
            builder.gap()
            builder.add(*_place(builder, reminder, names))
    builder.gap()
    builder.say("reminder.zone", zone=schedule.zone)


def _place(builder: ScreenBuilder, reminder: Reminder, names: PlaceNames) -> list[Markup]:
    """Return the lines about one place of several: when it comes there next, and what became of it last."""
    found = [Markup("<b>{}</b>").format(names[reminder.place]), formatting.standing(builder.words, reminder)]
    latest = reminder.occurrences[:1]
    return found + [formatting.outcome(builder.words, reminder, occurrence) for occurrence in latest]
