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
"""Reminders per page, so that their descriptions fit in a message."""
JOINABLE = 3
"""Maximum number of reminders to offer for adding a place."""


def pages(count: int) -> int:
    """Return the number of pages for this many reminders, at least one."""
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
    """Return the button for a new reminder: it opens the existing draft or creates one."""
    if not step.draft:
        return builder.named("plan.new", WizardAction.NEW, main=True)
    draft = builder.state.about(step.draft.name)
    return builder.button(builder.words["plan.new"], show(WizardScreen.SUMMARY), draft, main=True)


def join(builder: ScreenBuilder, joinable: Sequence[Series], names: PlaceNames) -> None:
    """Add a row per reminder to which the list's place can be added."""
    for series in joinable[:JOINABLE]:
        label = builder.words["plan.here"].format(reminder=_label(builder.words, series, names))
        builder.row(builder.button(label, WizardPress(WizardAction.JOIN), builder.state.about(series.name)))


def command(words: Mapping[str, Markup]) -> Markup:
    """Return the command for reminders in the language of these texts."""
    return Markup("/") + words["reminder.word"]


def _label(words: Mapping[str, Markup], series: Series, names: PlaceNames) -> Markup:
    times = calendar.listed(words, (Markup(f"{time:%H:%M}") for time in sorted(series.plan.schedule.times)))  # noqa: S704 - digits
    return Markup("{}, {}").format(times, place_names.listed(words, names, series.places, 1))


def _button(builder: ScreenBuilder, index: int, series: Series, names: PlaceNames, now: dt.datetime) -> Button:
    """Return the button of a reminder; if the chat's name can't be shown, its rhythm identifies it."""
    words, state = builder.words, builder.state.about(series.name)
    label = series_text.rhythm(words, series, now) if builder.native else _label(words, series, names)
    return builder.button(Markup("{}. {}").format(index, label), show(WizardScreen.ONE), state)


def _turns(builder: ScreenBuilder, count: int) -> None:
    """Add the buttons for the previous and next page."""
    page = builder.state.page
    turns = [("plan.earlier", page - 1), ("plan.later", page + 1)]
    builder.row(*(builder.go(key, WizardScreen.LIST, to) for key, to in turns if 0 <= to < pages(count)))
