"""Handle a press about the list of reminders or about one of them."""

from collections.abc import Mapping
from dataclasses import replace

from adapters.platforms.errors import UnavailableError
from adapters.reminders.actions import ActionOutcome
from adapters.reminders.series import Series
from adapters.reminders.service import ReminderService
from adapters.reminders.wizard import presses
from adapters.reminders.wizard.acting import Acting
from adapters.reminders.wizard.actions import WizardAction, WizardScreen
from adapters.reminders.wizard.drafting import Drafting
from adapters.reminders.wizard.request import WizardRequest
from adapters.reminders.wizard.rights import WizardRights
from adapters.reminders.wizard.state import PAGES, WizardState, WizardStep
from adapters.storage.reminders import Destination
from bot.schedule_problems import ScheduleProblem

AWAY = "plan.away"
"""The text key for a platform that can't be reached."""
CHANGED = "reminder.changed"
"""The text key for a reminder that has changed meanwhile."""
_DONE = {
    WizardAction.PAUSE: "plan.paused",
    WizardAction.RESUME: "plan.resumed",
    WizardAction.SKIP: "plan.skipped",
    WizardAction.POST_NOW: "reminder.rung",
    WizardAction.INTRODUCE: "plan.introduced",
    WizardAction.DELETE: "reminder.deleted",
}
"""The text key of each action's confirmation."""


class SeriesTurn:
    """Handles presses; the caller must check the rights. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(  # noqa: PLR0913 - unrelated arguments
        self,
        account: str,
        service: ReminderService,
        rights: WizardRights,
        drafting: Drafting,
        acting: Acting,
        *,
        native: bool,
    ) -> None:
        """Configure it. `account`: its name in the store; `native`: whether the channel has pickers for chats."""
        self._account = account
        self._service = service
        self._rights = rights
        self._drafting = drafting
        self._acting = acting
        self._native = native

    async def take(self, request: WizardRequest, series: Series | None) -> WizardStep:
        """Return the next step. `series`: the reminder concerned; None for the list."""
        state, press = request.state, request.press
        match press.action:
            case WizardAction.SHOW:
                return self._show(request, series)
            case WizardAction.NEW:
                return await self.draft(state.about(""), self._rights.here(state))
            case WizardAction.JOIN | WizardAction.CHANGE if series:
                more = self._rights.here(state) if press.action is WizardAction.JOIN else ()
                return await self.draft(state, tuple(dict.fromkeys(series.places + more)), series)
            case _ if series:
                return await self._act(request, series)
            case _:
                return _listed(state)

    async def draft(
        self, state: WizardState, places: tuple[Destination, ...], series: Series | None = None
    ) -> WizardStep:
        """Create a draft. `series`: the reminder that it changes; None for a new one."""
        draft = await self._drafting.begin(places, series)
        if not draft:
            screen = WizardScreen.ONE if series else WizardScreen.LIST
            return WizardStep(screen, state, notice="suspension.textless", series=series)
        screen = WizardScreen.SUMMARY if draft.places or not self._native else WizardScreen.WHERE
        return WizardStep(screen, state.about(draft.name), draft=draft, series=series)

    def _show(self, request: WizardRequest, series: Series | None) -> WizardStep:
        screen, argument = presses.shown(request.press)
        if series and screen is not WizardScreen.LIST:
            return WizardStep(screen, request.state, argument, series=series)
        return _listed(replace(request.state, page=min(argument, PAGES - 1)))

    async def _act(self, request: WizardRequest, series: Series) -> WizardStep:
        there = WizardStep(WizardScreen.ONE, request.state)
        try:
            done = await self._acting.carry_out(request.press, request.chosen, series)
        except UnavailableError:
            return replace(there, series=series, notice=AWAY)
        match done:
            case ScheduleProblem():
                return replace(there, screen=WizardScreen.PAUSE, series=series, notice=f"trouble.{done.value}")
            case Mapping():
                return replace(there, series=series, obstacles=done)
            case ActionOutcome.REPEATED:
                return replace(there, series=series)
            case _:
                return await self._done(request, series, gone=done is ActionOutcome.GONE)

    async def _done(self, request: WizardRequest, series: Series, *, gone: bool) -> WizardStep:
        """Return a step with a confirmation and the reminder, or the list if the reminder is gone."""
        notice = _DONE[request.press.action]
        found = None if gone else await self._service.find(self._account, series.name)
        if found:
            return WizardStep(WizardScreen.ONE, request.state, series=found, notice=notice)
        deleted = request.press.action is WizardAction.DELETE
        return _listed(request.state, notice if deleted else CHANGED)


def _listed(state: WizardState, notice: str | None = None) -> WizardStep:
    return WizardStep(WizardScreen.LIST, state.about(""), notice=notice)
