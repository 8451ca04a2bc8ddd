"""The screens on which a reminder is drafted: one choice each, and a summary at the end."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from adapters.reminders.formatting import next_times
from adapters.reminders.service import ReminderService
from adapters.reminders.wizard.actions import WizardAction, WizardScreen
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from adapters.reminders.wizard.state import STEP, number
from bot.schedule import WEEKS, Schedule, gap
from messages import calendar

NEAR = 7
"""The number of days, from today on, that can be chosen as the start."""
FAR = 6
"""The number of weeks after those days whose Monday can be chosen."""


@dataclass(frozen=True, slots=True)
class DraftPreview:
    """What a draft amounts to.

    Attributes:
        schedule: Its schedule.
        checks: The titles to choose from, as HTML.
        place: The name of the group or topic, as HTML.
        prompt: The prompt that would be posted first, as HTML.
    """

    schedule: Schedule
    checks: Sequence[Markup]
    place: Markup
    prompt: Markup


def show(builder: ScreenBuilder, preview: DraftPreview, reminder_service: ReminderService) -> None:
    """Lay out the screen of a draft that the wizard's state names."""
    match builder.state.screen:
        case WizardScreen.CHECK:
            builder.say("plan.checks")
            for index, title in enumerate(preview.checks):
                builder.row(builder.choice(title, WizardAction.CHECK, index, chosen=index == builder.state.check))
            builder.foot(builder.leave())
        case WizardScreen.DAYS:
            _days(builder, several=len(preview.checks) > 1)
        case WizardScreen.HOUR:
            _hours(builder)
        case WizardScreen.MINUTE:
            _minutes(builder)
        case WizardScreen.RHYTHM:
            _rhythm(builder)
        case WizardScreen.START:
            _start(builder, reminder_service.today())
        case _:
            _confirm(builder, preview, reminder_service)


def _days(builder: ScreenBuilder, *, several: bool) -> None:
    chosen = builder.state.weekdays
    builder.say("plan.days")
    if chosen:
        names = (builder.words[f"weekday.{one}"] for one in sorted(chosen))
        builder.say("plan.picked", label=calendar.listed(builder.words, names))
    for one in range(7):
        builder.row(builder.choice(builder.words[f"weekday.{one}"], WizardAction.DAY, one, chosen=one in chosen))
    builder.row(builder.go("plan.next", WizardScreen.HOUR))
    builder.foot(*([builder.go("plan.back", WizardScreen.CHECK)] if several else []), builder.leave())


def _hours(builder: ScreenBuilder) -> None:
    now = builder.state.minute // 60
    builder.say("plan.hours")
    hour = builder.words["plan.hour"]
    builder.rows(
        (builder.choice(hour.format(hour=one), WizardAction.HOUR, one, chosen=one == now) for one in range(24)), 4
    )
    builder.foot(builder.go("plan.back", WizardScreen.DAYS), builder.leave())


def _minutes(builder: ScreenBuilder) -> None:
    hour, now = divmod(builder.state.minute, 60)
    builder.say("plan.minutes")
    times = ((one, Markup(f"{hour:02}:{one:02}")) for one in range(0, 60, STEP))  # noqa: S704 - digits
    builder.rows((builder.choice(time, WizardAction.MINUTE, one, chosen=one == now) for one, time in times), 3)
    builder.foot(builder.go("plan.back", WizardScreen.HOUR), builder.leave())


def _rhythm(builder: ScreenBuilder) -> None:
    state, words = builder.state, builder.words
    builder.say("plan.rhythms")
    for one in WEEKS:
        label = words["plan.week"] if one == 1 else words["plan.weeks"].format(weeks=one)
        builder.row(builder.choice(label, WizardAction.WEEKS, one, chosen=one == state.weeks))
    builder.row(builder.choice(words["plan.holidays"], WizardAction.HOLIDAYS, 0, chosen=state.holidays_off))
    builder.row(builder.go("plan.next", WizardScreen.START))
    builder.foot(builder.go("plan.back", WizardScreen.MINUTE), builder.leave())


def _start(builder: ScreenBuilder, today: dt.date) -> None:
    builder.say("plan.starts")
    for date in sorted({builder.state.start, *_offered(today)}):
        label = calendar.day(builder.words, date)
        builder.row(builder.choice(label, WizardAction.START, number(date), chosen=date == builder.state.start))
    builder.foot(builder.go("plan.back", WizardScreen.RHYTHM), builder.leave())


def _offered(today: dt.date) -> Iterator[dt.date]:
    yield from (today + dt.timedelta(days=later) for later in range(NEAR))
    monday = today + dt.timedelta(days=NEAR + -(today.weekday() + NEAR) % 7)
    yield from (monday + dt.timedelta(weeks=later) for later in range(FAR))


def _confirm(builder: ScreenBuilder, preview: DraftPreview, reminder_service: ReminderService) -> None:
    words, schedule = builder.words, preview.schedule
    builder.say("plan.confirm")
    builder.gap()
    builder.add(preview.place, *([preview.checks[builder.state.check]] if len(preview.checks) > 1 else []))
    builder.add(calendar.rhythm(words, schedule, reminder_service.today()))
    builder.say("plan.start", date=calendar.day(words, schedule.start))
    builder.gap()
    builder.add(*next_times(words, schedule, reminder_service.next_times(schedule)))
    if jumped := gap(schedule, reminder_service.now()):
        builder.say("reminder.gap", date=calendar.day(words, jumped))
    builder.gap()
    builder.say("reminder.preview")
    builder.add(preview.prompt)
    builder.row(builder.named("plan.save", WizardAction.SAVED))
    builder.row(
        builder.go("plan.change", WizardScreen.CHECK if len(preview.checks) > 1 else WizardScreen.DAYS),
        builder.go("plan.back", WizardScreen.START),
    )
    builder.foot(builder.leave())
