"""Turns what is to be shown into a screen: fetches what the screen needs, and lays it out."""

from collections.abc import Iterator

from markupsafe import Markup

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Screen, Viewer
from adapters.reminders.introduction import Introductions
from adapters.reminders.prompts import Prompts
from adapters.reminders.publisher import ChatDirectory
from adapters.reminders.series import Series
from adapters.reminders.service import ReminderService
from adapters.reminders.wizard import draft_screens, list_screen, series_screens
from adapters.reminders.wizard.actions import WizardScreen
from adapters.reminders.wizard.draft_preview import DraftPreview
from adapters.reminders.wizard.place_names import PlaceNames, named
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from adapters.reminders.wizard.state import WizardStep
from adapters.reminders.wizard.tokens import WizardTokens
from adapters.storage.drafts import Draft
from adapters.storage.reminders import Destination

_OF_SERIES = {
    WizardScreen.ONE: series_screens.one,
    WizardScreen.PAUSE: series_screens.pause,
    WizardScreen.DELETE: series_screens.delete,
}


class WizardPresenter:
    """Lays out what the wizard shows."""

    def __init__(  # noqa: PLR0913, PLR0917 - each has its own part in it
        self,
        dialogue: Dialogue,
        service: ReminderService,
        directory: ChatDirectory,
        tokens: WizardTokens,
        prompts: Prompts,
        introductions: Introductions,
        *,
        native: bool,
    ) -> None:
        """Prepare. `directory`: returns the names of chats; `prompts`, `introductions`: what can be posted."""
        self._introductions = introductions
        self._dialogue = dialogue
        self._service = service
        self._directory = directory
        self._tokens = tokens
        self._prompts = prompts
        self._native = native

    async def show(self, step: WizardStep, viewer: Viewer) -> Screen:
        """Return the screen of this step."""
        words = self._dialogue.words(viewer.locale)
        names = await named(self._directory, words, _places(step))
        builder = ScreenBuilder(
            words, step.state, lambda state, press: self._tokens.make(state, press, viewer.person), native=self._native
        )
        _notify(builder, step, names)
        if step.screen is WizardScreen.LIST:
            list_screen.lay_out(builder, step, names, self._service.now())
        elif step.draft and step.screen.drafting:
            draft_screens.lay_out(builder, step, self._preview(step, step.draft, viewer.locale), names, self._service)
        elif step.series and step.screen is WizardScreen.FIRST:
            await self._first(builder, step.series, names)
        elif step.series:
            _OF_SERIES[step.screen](builder, step.series, names, self._service.now())
        return builder.screen()

    async def _first(self, builder: ScreenBuilder, series: Series, names: PlaceNames) -> None:
        """Lay out the first message, or the reminder if its check is gone."""
        post = self._introductions.preview(series.plan.check)
        if post:
            revision = await self._introductions.revision(series.places)
            series_screens.first(builder, series, names, post, revision)
        else:
            builder.say("suspension.textless")
            series_screens.one(builder, series, names, self._service.now())

    def _preview(self, step: WizardStep, draft: Draft, locale: str) -> DraftPreview:
        titles, posted = self._dialogue.titles(locale), step.series.reminders[0].prompt if step.series else 0
        checks = {check: Markup("{}").format(titles[check]) for check in self._prompts.checks}
        trial = self._prompts.trial(draft.plan.check)
        prompts = self._prompts.upcoming(draft.plan, posted)
        return DraftPreview(draft, checks, prompts, trial.label if trial else "")


def _places(step: WizardStep) -> Iterator[Destination]:
    """Yield the places that a screen names."""
    for series in (*step.listed, *step.joinable, *((step.series,) if step.series else ())):
        yield from series.places
    yield from step.draft.places if step.draft else ()
    yield from step.offered
    yield from step.obstacles


def _notify(builder: ScreenBuilder, step: WizardStep, names: PlaceNames) -> None:
    """Say what has happened, above everything else."""
    if step.notice:
        builder.say(step.notice)
    about = step.draft or step.series
    only = about is not None and len(about.places) == 1
    for place, key in step.obstacles.items():
        why = builder.words[key]
        builder.add(why if only else builder.words["plan.obstacle"].format(place=names[place], why=why))
    if step.notice or step.obstacles:
        builder.gap()
