"""The summary of a draft, and buttons to change it."""

import datetime as dt

from markupsafe import Markup

from adapters.reminders.clock import ReminderClock
from adapters.reminders.formatting import next_times
from adapters.reminders.wizard import list_screen, place_names, presses
from adapters.reminders.wizard.actions import WizardAction, WizardScreen
from adapters.reminders.wizard.draft_preview import DraftPreview
from adapters.reminders.wizard.place_names import PlaceNames
from adapters.reminders.wizard.presses import switched
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from adapters.reminders.wizard.state import WizardStep
from bot.rhythm import Once
from bot.schedule import Schedule, gap
from messages import calendar


def lay_out(
    builder: ScreenBuilder, step: WizardStep, preview: DraftPreview, names: PlaceNames, clock: ReminderClock
) -> None:
    """Lay out the summary."""
    draft = preview.draft
    schedule = draft.plan.schedule
    builder.head("plan.changing" if draft.series else "plan.new")
    builder.say("plan.at", places=place_names.listed(builder.words, names, draft.places, place_names.MANY))
    builder.add(*([preview.checks[draft.plan.check]] if len(preview.checks) > 1 else []))
    builder.add(calendar.rhythm(builder.words, schedule, clock.today()))
    _times(builder, schedule, clock)
    builder.gap()
    builder.say("reminder.preview")
    builder.add(*(Markup(one.html) for one in preview.prompts if one.next))  # noqa: S704 - HTML of the content's own
    builder.row(builder.named("plan.save", WizardAction.SAVE, main=True))
    _mend(builder, step, names)
    list_screen.join(builder, step.joinable, names)
    where, days = builder.go("plan.to_where", WizardScreen.WHERE), builder.go("plan.to_days", WizardScreen.DAYS)
    builder.row(where, days, builder.go("plan.to_times", WizardScreen.TIMES))
    if not isinstance(schedule.rhythm, Once):
        builder.row(builder.go("plan.to_skips", WizardScreen.SKIPS))
    builder.row(builder.go("plan.to_prompts", WizardScreen.PROMPTS))
    builder.foot(builder.named("plan.cancel", WizardAction.CANCEL))


def _times(builder: ScreenBuilder, schedule: Schedule, clock: ReminderClock) -> None:
    """Add the next times, and a warning if a change of the clock skips one of them."""
    words = builder.words
    if schedule.paused_until == dt.date.max:
        builder.say("standing.stopped")
    elif schedule.paused_until:
        builder.say("standing.paused", date=calendar.day(words, schedule.paused_until))
    builder.gap()
    builder.add(*next_times(words, schedule, clock.next_times(schedule)))
    if jumped := gap(schedule, clock.now()):
        builder.say("reminder.gap", date=calendar.day(words, jumped.date()), time=f"{jumped:%H:%M}")


def _mend(builder: ScreenBuilder, step: WizardStep, names: PlaceNames) -> None:
    """Offer to remove the places in which it can't be posted, one by one or all together, if there are others."""
    places = step.draft.places if step.draft else ()
    if not 0 < len(step.obstacles) < len(places):
        return
    for place in () if builder.native else step.obstacles:
        press = switched(WizardAction.LEAVE_OUT, presses.place_mark(place), on=False)
        builder.row(builder.button(builder.words["plan.without"].format(place=names[place]), press))
    if builder.native or len(step.obstacles) > 1:
        every = switched(WizardAction.LEAVE_OUT, 0, on=True)
        key = "plan.without_all" if len(step.obstacles) > 1 else "plan.without_it"
        builder.row(builder.button(builder.words[key], every))
