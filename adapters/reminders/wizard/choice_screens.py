"""The screens for choosing the places and days of a draft."""

from collections.abc import Sequence

from adapters.checks.screen import FieldKind
from adapters.reminders.wizard import presses
from adapters.reminders.wizard.actions import WizardAction, WizardPress, WizardScreen
from adapters.reminders.wizard.editing import WORKDAYS
from adapters.reminders.wizard.list_screen import command
from adapters.reminders.wizard.place_names import PlaceNames
from adapters.reminders.wizard.presses import switched
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from adapters.storage.drafts import Draft
from adapters.storage.reminders import Destination
from bot.rhythm import WEEKS, WHICH, Monthly, Once, Rhythm, Weekly
from bot.schedule import Schedule
from messages import calendar

_WEEK = range(7)


def where(builder: ScreenBuilder, draft: Draft, offered: Sequence[Destination], names: PlaceNames) -> None:
    """Lay out the screen of the places. `offered`: the choices, if the channel has no picker for them."""
    builder.say("plan.wheres")
    if builder.native:
        chats = tuple(place.chat for place in draft.places)
        builder.field(FieldKind.PLACES, "plan.places", WizardPress(WizardAction.PLACES), *chats)
        builder.row(*(() if chats else (builder.named("plan.cancel", WizardAction.CANCEL),)))
    else:
        builder.say("plan.more_where", command=command(builder.words))
        for place in offered:
            chosen = place in draft.places
            press = switched(WizardAction.PLACE, presses.place_mark(place), on=not chosen)
            builder.row(builder.choice(names[place], press, chosen=chosen))
    finish(builder)


def days(builder: ScreenBuilder, schedule: Schedule) -> None:
    """Lay out the screen of the interval and the days."""
    rhythm = schedule.rhythm
    builder.say("plan.days")
    _intervals(builder, rhythm)
    match rhythm:
        case Weekly(weekdays):
            workdays = WizardPress(WizardAction.WORKDAYS)
            builder.row(builder.choice(builder.words["plan.workdays"], workdays, chosen=weekdays == WORKDAYS))
            _weekdays(builder, weekdays)
        case Monthly(which, weekday):
            numbers = ((one, WizardPress(WizardAction.WHICH, one)) for one in WHICH)
            builder.rows(
                (builder.choice(builder.words[f"which.{one}"], press, chosen=one == which) for one, press in numbers), 3
            )
            _weekdays(builder, frozenset({weekday}))
    key = "plan.comes" if isinstance(rhythm, Once) else "plan.start"
    start = builder.words[key].format(date=calendar.day(builder.words, schedule.start))
    builder.row(builder.button(start, presses.show(WizardScreen.START)))
    finish(builder)


def finish(builder: ScreenBuilder) -> None:
    """Add the button back to the summary."""
    builder.row(builder.go("plan.done", WizardScreen.SUMMARY, main=True))
    builder.foot()


def _intervals(builder: ScreenBuilder, rhythm: Rhythm) -> None:
    words = builder.words
    labels = {one: words["plan.week"] if one == 1 else words["plan.weeks"].format(weeks=one) for one in WEEKS}
    labels |= {presses.MONTHLY: words["plan.month"], presses.ONCE: words["plan.once"]}
    choices = (
        (label, WizardPress(WizardAction.EVERY, one), one == presses.interval(rhythm)) for one, label in labels.items()
    )
    builder.rows((builder.choice(label, press, chosen=chosen) for label, press, chosen in choices), 2)


def _weekdays(builder: ScreenBuilder, chosen: frozenset[int]) -> None:
    named = ((one, builder.words[f"weekday.{one}"]) for one in _WEEK)
    switches = ((name, switched(WizardAction.DAY, one, on=one not in chosen), one in chosen) for one, name in named)
    builder.rows((builder.choice(name, press, chosen=on) for name, press, on in switches), 2)
