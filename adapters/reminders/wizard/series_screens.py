"""The screens about one reminder."""

import datetime as dt

from markupsafe import Markup

from adapters.checks.screen import FieldKind
from adapters.reminders.actions import ReminderAction, available, revision
from adapters.reminders.publisher import ReminderPost
from adapters.reminders.series import Series
from adapters.reminders.wizard import place_names, presses, series_text
from adapters.reminders.wizard.actions import WizardAction, WizardPress, WizardScreen
from adapters.reminders.wizard.place_names import PlaceNames
from adapters.reminders.wizard.screen_builder import ScreenBuilder

PAUSES = (1, 2, 4)
"""The options for a pause, in weeks."""
_ROWS = (
    (ReminderAction.CHANGE, ReminderAction.POST_NOW),
    (ReminderAction.PAUSE, ReminderAction.RESUME),
    (ReminderAction.SKIP,),
)


def one(builder: ScreenBuilder, series: Series, names: PlaceNames, now: dt.datetime) -> None:
    """Lay out the screen of a reminder: its description and the available actions."""
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
    builder.row(builder.go("plan.first", WizardScreen.FIRST))
    builder.row(builder.go("plan.delete", WizardScreen.DELETE))
    builder.foot(builder.go("plan.back", WizardScreen.LIST, builder.state.page))


def pause(builder: ScreenBuilder, series: Series, names: PlaceNames, now: dt.datetime) -> None:
    """Lay out the screen for choosing how long to pause a reminder."""
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
    """Lay out the confirmation screen for deleting a reminder."""
    builder.say("plan.deleting")
    builder.gap()
    _describe(builder, series, names, now)
    builder.row(builder.named("plan.sure", WizardAction.DELETE, danger=True))
    builder.foot(builder.go("plan.back", WizardScreen.ONE))


def first(builder: ScreenBuilder, series: Series, names: PlaceNames, post: ReminderPost, revision: int) -> None:
    """Lay out a preview of the first message to a team. `revision`: that of the current first message."""
    builder.say("plan.introducing", places=place_names.listed(builder.words, names, series.places, place_names.MANY))
    builder.gap()
    builder.add(Markup(post.html))  # noqa: S704 - HTML of the content's own
    builder.gap()
    builder.say_buttons(post.label, post.page.label if post.page else "")
    builder.row(builder.named("plan.introduce", WizardAction.INTRODUCE, revision, main=True))
    builder.foot(builder.go("plan.back", WizardScreen.ONE))


def _describe(builder: ScreenBuilder, series: Series, names: PlaceNames, now: dt.datetime) -> None:
    builder.head("reminder.heading")
    builder.add(*series_text.whole(builder.words, series, names, now))
    builder.gap()
    builder.say("reminder.zone", zone=series.plan.schedule.zone)
