"""The screen with the list of reminders."""

import datetime as dt
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.reminders import formatting
from adapters.reminders.series import Series
from adapters.reminders.wizard import place_names
from adapters.reminders.wizard.actions import WizardAction, WizardPress, WizardScreen
from adapters.reminders.wizard.place_names import PlaceNames
from adapters.reminders.wizard.presses import show
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from adapters.reminders.wizard.state import PAGES
from messages import calendar

PAGE = 6
"""The number of reminders on a page, so that their descriptions fit in a message."""
JOINABLE = 3
"""The most reminders that are offered to be added to."""


def pages(count: int) -> int:
    """Return the number of pages of a list of this many reminders, at least one."""
    return max(1, min(PAGES, -(-count // PAGE)))


def lay_out(
    builder: ScreenBuilder, found: Sequence[Series], joinable: Sequence[Series], names: PlaceNames, now: dt.datetime
) -> None:
    """Lay out a page of the list.

    Args:
        builder: The screen.
        found: All reminders in the list.
        joinable: Reminders that the place of the list can be added to.
        names: What their places are called.
        now: The time, aware.
    """
    words, page = builder.words, builder.state.page
    builder.head("reminder.title")
    if not found:
        builder.say("reminder.none")
    shown = list(enumerate(found, start=1))[page * PAGE :][:PAGE]
    for index, series in shown:
        _describe(builder, index, series, names, now)
    for index, series in shown:
        said = _rhythm(words, series, now) if builder.native else _label(words, series, names)
        label = Markup("{}. {}").format(index, said)
        builder.row(builder.button(label, show(WizardScreen.ONE), builder.state.about(series.name)))
    turns = [("plan.earlier", page - 1), ("plan.later", page + 1)]
    builder.row(*(builder.go(key, WizardScreen.LIST, to) for key, to in turns if 0 <= to < pages(len(found))))
    if builder.state.chat or builder.native:
        builder.row(builder.named("plan.new", WizardAction.NEW, main=True))
        join(builder, joinable, names)
    else:
        builder.gap()
        builder.say("plan.begin", command=command(words))
    builder.foot()


def join(builder: ScreenBuilder, joinable: Sequence[Series], names: PlaceNames) -> None:
    """Add a row for each reminder that the place of the list can be added to."""
    for series in joinable[:JOINABLE]:
        label = builder.words["plan.here"].format(reminder=_label(builder.words, series, names))
        builder.row(builder.button(label, WizardPress(WizardAction.JOIN), builder.state.about(series.name)))


def command(words: Mapping[str, Markup]) -> Markup:
    """Return the command for reminders, in the language of these words."""
    return Markup("/") + words["reminder.word"]


def _label(words: Mapping[str, Markup], series: Series, names: PlaceNames) -> Markup:
    times = calendar.listed(words, (Markup(f"{time:%H:%M}") for time in sorted(series.plan.schedule.times)))  # noqa: S704 - digits
    return Markup("{}, {}").format(times, place_names.listed(words, names, series.places, 1))


def _rhythm(words: Mapping[str, Markup], series: Series, now: dt.datetime) -> Markup:
    """Return how often it comes: on a button, where no name of a chat can be shown, this tells one from the other."""
    schedule = series.plan.schedule
    return calendar.rhythm(words, schedule, now.astimezone(ZoneInfo(schedule.zone)).date())


def _describe(builder: ScreenBuilder, index: int, series: Series, names: PlaceNames, now: dt.datetime) -> None:
    """Say where and how often it comes, when it comes next, and what became of it lately."""
    words = builder.words
    builder.gap()
    builder.add(Markup("{}. {}").format(index, place_names.listed(words, names, series.places)))
    builder.add(_rhythm(words, series, now))
    suspended = next((one for one in series.reminders if one.suspended), None)
    coming = next((one for one in series.reminders if not one.suspended), None)
    builder.add(*(formatting.standing(words, one) for one in (coming, suspended) if one))
    builder.add(*filter(None, [formatting.marks(words, *series.reminders)]))
