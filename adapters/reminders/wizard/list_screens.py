"""The screens with the list of reminders, and with one of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.reminders import formatting
from adapters.reminders.actions import ReminderAction, available, revision
from adapters.reminders.wizard.actions import WizardAction, WizardScreen
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from adapters.reminders.wizard.state import PAGES, about
from adapters.storage.reminders import Reminder
from messages import calendar

PAGE = 6
"""The number of reminders on a page, so that their descriptions fit in a message."""
PAUSES = (1, 2, 4)
"""The numbers of weeks for which a reminder can be paused."""
_ROWS = (
    (ReminderAction.CHANGE,),
    (ReminderAction.RESUME,),
    (ReminderAction.POST_NOW, ReminderAction.PAUSE),
    (ReminderAction.SKIP,),
    (ReminderAction.DELETE,),
)
FOREVER = 0
"""A pause until further notice, as the value of a press."""


def pages(count: int) -> int:
    """Return the number of pages of a list of this many reminders, at least one."""
    return max(1, min(PAGES, -(-count // PAGE)))


def listed(builder: ScreenBuilder, shown: Sequence[tuple[Reminder, Markup]], count: int, now: dt.datetime) -> None:
    """Lay out a page of a list. `shown`: reminders, each with the name of its place; `count`: the number of pages."""
    state, words = builder.state, builder.words
    builder.add(Markup("<b>") + words["reminder.title"] + Markup("</b>"))
    if not shown:
        builder.say("reminder.none")
    for index, (one, place) in enumerate(shown, state.page * PAGE + 1):
        builder.gap()
        today = now.astimezone(ZoneInfo(one.schedule.zone)).date()
        builder.add(Markup("{}. ").format(index) + place)
        builder.add(calendar.rhythm(words, one.schedule, today), formatting.standing(words, one))
        label = Markup("{}. {}, ").format(index, f"{one.schedule.time:%H:%M}") + place
        there = about(state, one.id, int(one.place.chat), int(one.place.thread or 0))
        builder.row(builder.button(label, WizardAction.WENT, WizardScreen.ONE.value, there))
    turns = [("plan.earlier", state.page - 1), ("plan.later", state.page + 1)]
    builder.row(*(builder.named(key, WizardAction.LISTED, page) for key, page in turns if 0 <= page < pages(count)))
    if state.chat:
        builder.row(builder.named("plan.new", WizardAction.BEGAN))
    else:
        builder.gap()
        builder.say("plan.begin", command=command(words))
    builder.foot()


def command(words: Mapping[str, Markup]) -> Markup:
    """Return the command for reminders, in the language of these words."""
    return Markup("/") + words["reminder.word"]


def show(builder: ScreenBuilder, one: Reminder, place: Markup, now: dt.datetime) -> None:
    """Lay out a screen about one reminder."""
    if builder.state.screen is WizardScreen.DELETE:
        builder.say("plan.deleting")
    if builder.state.screen is WizardScreen.PAUSE:
        builder.say("plan.pausing")
    builder.add(place, *formatting.lines(builder.words, one, now))
    builder.say("reminder.zone", zone=one.schedule.zone)
    if builder.state.screen is WizardScreen.DELETE:
        builder.row(builder.named("plan.sure", WizardAction.DELETED))
    elif builder.state.screen is WizardScreen.PAUSE:
        _pauses(builder)
    else:
        return _actions(builder, one, now)
    return builder.foot(builder.go("plan.back", WizardScreen.ONE))


def _pauses(builder: ScreenBuilder) -> None:
    for weeks in PAUSES:
        key = "plan.pause_week" if weeks == 1 else "plan.pause_weeks"
        builder.row(builder.button(builder.words[key].format(weeks=weeks), WizardAction.PAUSED, weeks))
    builder.row(builder.named("plan.pause_on", WizardAction.PAUSED, FOREVER))


def _actions(builder: ScreenBuilder, one: Reminder, now: dt.datetime) -> None:
    buttons = {
        ReminderAction.CHANGE: builder.named("plan.change", WizardAction.CHANGED),
        ReminderAction.RESUME: builder.named("plan.resume", WizardAction.RESUMED),
        ReminderAction.POST_NOW: builder.named("plan.ring", WizardAction.POSTED, revision(one)),
        ReminderAction.PAUSE: builder.go("plan.pause", WizardScreen.PAUSE),
        ReminderAction.SKIP: builder.named("plan.skip", WizardAction.SKIPPED, revision(one)),
        ReminderAction.DELETE: builder.go("plan.delete", WizardScreen.DELETE),
    }
    offered = available(one, now)
    for row in _ROWS:
        builder.row(*(buttons[action] for action in row if action in offered))
    builder.foot(builder.named("plan.back", WizardAction.LISTED, builder.state.page))
