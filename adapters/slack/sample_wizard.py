"""Samples of every screen of the reminder wizard, for validation in advance."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Screen
from adapters.reminders.clock import ReminderClock
from adapters.reminders.prompts import Prompts
from adapters.reminders.publisher import ReminderPost
from adapters.reminders.series import Series
from adapters.reminders.wizard import draft_screens, list_screen, presses, series_screens
from adapters.reminders.wizard.actions import WizardScreen
from adapters.reminders.wizard.draft_preview import DraftPreview
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from adapters.reminders.wizard.state import WizardState, WizardStep
from adapters.slack.blocks import mention
from adapters.slack.settings import NAME
from adapters.storage.drafts import Draft
from adapters.storage.reminders import Destination, Plan, Reminder, Suspension

_SERIES = "0" * 16
_PAYLOAD = "R" * 64
_PLACES = (Destination(NAME, "C0"), Destination(NAME, "C1"))
_NAMES = {place: mention(place.chat) for place in _PLACES}
_BUTTONS_ONLY = {WizardScreen.HOUR, WizardScreen.MINUTE}
"""Screens that channels with pickers don't show."""


@dataclass(frozen=True, slots=True)
class ReminderExample:
    """An example reminder: as saved, while being edited, and its post."""

    series: Series
    preview: DraftPreview
    post: ReminderPost


def screens(dialogue: Dialogue, locale: str, page: str | None = None) -> Iterator[tuple[str, Screen]]:
    """Yield the name and the content of each screen that the wizard shows on Slack. `page`: as in `surfaces`."""
    clock, prompts = ReminderClock("Europe/Amsterdam"), Prompts(dialogue, locale, page)
    for check in prompts.checks[:1]:
        example = _example(dialogue, prompts, locale, clock.blank(check))
        for screen in WizardScreen:
            if screen not in _BUTTONS_ONLY and example:
                words, state = dialogue.words(locale), WizardState(_SERIES)
                builder = ScreenBuilder(words, state, lambda _state, _press: _PAYLOAD, native=True)
                _lay_out(builder, screen, example, clock)
                yield screen.name.lower(), builder.screen()


def _lay_out(builder: ScreenBuilder, screen: WizardScreen, example: ReminderExample, clock: ReminderClock) -> None:
    series, preview, now = example.series, example.preview, clock.now()
    mark, refused = presses.mark(preview.prompts[0].id), dict.fromkeys(_PLACES[:1], "obstacle.left")
    step = WizardStep(screen, builder.state, mark, obstacles=refused, draft=preview.draft, listed=(series,))
    match screen:
        case WizardScreen.LIST:
            list_screen.lay_out(builder, step, _NAMES, now)
        case WizardScreen.ONE:
            series_screens.one(builder, series, _NAMES, now)
        case WizardScreen.PAUSE:
            series_screens.pause(builder, series, _NAMES, now)
        case WizardScreen.DELETE:
            series_screens.delete(builder, series, _NAMES, now)
        case WizardScreen.FIRST:
            series_screens.first(builder, series, _NAMES, example.post, 0)
        case _:
            draft_screens.lay_out(builder, step, preview, _NAMES, clock)


def _example(dialogue: Dialogue, prompts: Prompts, locale: str, plan: Plan) -> ReminderExample | None:
    post = prompts.trial(plan.check)
    page = post.page.label if post and post.page else ""
    titles = {check: Markup("{}").format(dialogue.titles(locale)[check]) for check in prompts.checks}
    draft = Draft(_SERIES, NAME, "", _PLACES, plan)
    reminders = (Reminder(0, place, _SERIES, plan, 0, None, None, Suspension.LEFT, ()) for place in _PLACES)
    preview = DraftPreview(draft, titles, prompts.upcoming(plan, 0), post.label if post else "", page)
    return ReminderExample(Series(_SERIES, tuple(reminders)), preview, post) if post else None
