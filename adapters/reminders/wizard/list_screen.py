"""The screen with the list of reminders."""

import datetime as dt
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from adapters.checks.screen import Button
from adapters.reminders.series import Series
from adapters.reminders.wizard import place_names, series_text
from adapters.reminders.wizard.actions import WizardAction, WizardPress, WizardScreen
from adapters.reminders.wizard.place_names import PlaceNames
from adapters.reminders.wizard.presses import show
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from adapters.reminders.wizard.state import PAGES, WizardStep
from messages import calendar

PAGE = 6
"""The number of reminders on a page, so that their descriptions fit in a message."""
JOINABLE = 3
"""The most reminders that are offered to be added to."""


def pages(count: int) -> int:
    """Return the number of pages of a list of this many reminders, at least one."""
    return max(1, min(PAGES, -(-count // PAGE)))


def lay_out(builder: ScreenBuilder, step: WizardStep, names: PlaceNames, now: dt.datetime) -> None:
    """Lay out a page of the list."""
    shown = list(enumerate(step.listed, start=1))[builder.state.page * PAGE :][:PAGE]
    builder.head("reminder.title")
    if not shown:
        builder.say("reminder.none")
    for index, series in shown:
        place, *lines = series_text.brief(builder.words, series, names, now)
        builder.gap()
        builder.add(Markup("{}. {}").format(index, place), *lines)
    if step.unreached:
        builder.gap()
        builder.say("alert.unreached", count=step.unreached)
    for index, series in shown:
        builder.row(_button(builder, index, series, names, now))
    _turns(builder, len(step.listed))
    if builder.state.chat or builder.native:
        builder.row(_new(builder, step))
        join(builder, step.joinable, names)
    else:
        builder.gap()
        builder.say("plan.begin", command=command(builder.words))
    builder.foot()


def _new(builder: ScreenBuilder, step: WizardStep) -> Button:
    """Return the button for a new reminder: the draft that is there already, or one that is started then."""
    if not step.draft:
        return builder.named("plan.new", WizardAction.NEW, main=True)
    draft = builder.state.about(step.draft.name)
    return builder.button(builder.words["plan.new"], show(WizardScreen.SUMMARY), draft, main=True)


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


def _button(builder: ScreenBuilder, index: int, series: Series, names: PlaceNames, now: dt.datetime) -> Button:
    """Return the button of a reminder; where no name of a chat can be shown on it, its rhythm tells it from others."""
    words, state = builder.words, builder.state.about(series.name)
    label = series_text.rhythm(words, series, now) if builder.native else _label(words, series, names)
    return builder.button(Markup("{}. {}").format(index, label), show(WizardScreen.ONE), state)


def _turns(builder: ScreenBuilder, count: int) -> None:
    """Add the buttons that lead to the pages before and after this one."""
    page = builder.state.page
    turns = [("plan.earlier", page - 1), ("plan.later", page + 1)]
    builder.row(*(builder.go(key, WizardScreen.LIST, to) for key, to in turns if 0 <= to < pages(count)))
