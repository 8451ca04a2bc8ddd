"""Turn a step of the wizard into a screen: fetch what it needs, and lay it out."""

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from adapters.checks.screen import Screen, Viewer
from adapters.reminders.series import Series
from adapters.reminders.wizard import draft_screens, list_screen, series_screens
from adapters.reminders.wizard.actions import WizardScreen
from adapters.reminders.wizard.draft_preview import DraftPreview
from adapters.reminders.wizard.place_names import PlaceNames, named
from adapters.reminders.wizard.screen_builder import ScreenBuilder
from adapters.reminders.wizard.setup import WizardSetup
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
    """Lays out the wizard's screens."""

    def __init__(self, setup: WizardSetup, tokens: WizardTokens) -> None:
        """Configure it. `tokens`: creates the payloads of the buttons."""
        self._setup = setup
        self._tokens = tokens

    async def show(self, step: WizardStep, viewer: Viewer) -> Screen:
        """Return the screen of this step."""
        words = self._setup.dialogue.words(viewer.locale)
        names = await named(self._setup.directory, words, _places(step))
        make = partial(self._tokens.make, viewer.person)
        builder = ScreenBuilder(words, step.state, make, native=self._setup.native)
        _notify(builder, step, names)
        if step.screen is WizardScreen.LIST:
            list_screen.lay_out(builder, step, names, self._setup.service.now())
        elif step.draft and step.screen.drafting:
            preview = self._preview(step, step.draft, viewer.locale)
            draft_screens.lay_out(builder, step, preview, names, self._setup.service)
        elif step.series and step.screen is WizardScreen.FIRST:
            await self._first(builder, step.series, names)
        elif step.series:
            _OF_SERIES[step.screen](builder, step.series, names, self._setup.service.now())
        return builder.screen()

    async def _first(self, builder: ScreenBuilder, series: Series, names: PlaceNames) -> None:
        """Lay out the first message, or the reminder if its check no longer exists."""
        post = self._setup.introductions.preview(series.plan.check)
        if post:
            revision = await self._setup.introductions.revision(series.places)
            series_screens.first(builder, series, names, post, revision)
        else:
            builder.say("suspension.textless")
            series_screens.one(builder, series, names, self._setup.service.now())

    def _preview(self, step: WizardStep, draft: Draft, locale: str) -> DraftPreview:
        titles, posted = self._setup.dialogue.titles(locale), step.series.reminders[0].prompt if step.series else 0
        checks = {check: Markup("{}").format(titles[check]) for check in self._setup.prompts.checks}
        trial = self._setup.prompts.trial(draft.plan.check)
        prompts = self._setup.prompts.upcoming(draft.plan, posted)
        label, page = (trial.label, trial.page) if trial else ("", None)
        return DraftPreview(draft, checks, prompts, label, page.label if page else "")


def _places(step: WizardStep) -> Iterator[Destination]:
    """Yield the places whose names are on a screen."""
    for series in (*step.listed, *step.joinable, *((step.series,) if step.series else ())):
        yield from series.places
    yield from step.draft.places if step.draft else ()
    yield from step.offered
    yield from step.obstacles


def _notify(builder: ScreenBuilder, step: WizardStep, names: PlaceNames) -> None:
    """Add the notice at the top."""
    if step.notice:
        builder.say(step.notice)
    about = step.draft or step.series
    only = about is not None and len(about.places) == 1
    for place, key in step.obstacles.items():
        why = builder.words[key]
        builder.add(why if only else builder.words["plan.obstacle"].format(place=names[place], why=why))
    if step.draft and step.obstacles:
        builder.say("plan.unsaved")
    if step.notice or step.obstacles:
        builder.gap()
