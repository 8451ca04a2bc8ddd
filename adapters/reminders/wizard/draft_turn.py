"""Handle a press about a draft."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace

from adapters.platforms.errors import UnavailableError
from adapters.reminders.access import Right
from adapters.reminders.series import Series
from adapters.reminders.wizard import presses
from adapters.reminders.wizard.actions import WizardAction, WizardScreen
from adapters.reminders.wizard.drafting import Drafting
from adapters.reminders.wizard.request import WizardRequest
from adapters.reminders.wizard.rights import WizardRights
from adapters.reminders.wizard.series_turn import AWAY, CHANGED
from adapters.reminders.wizard.state import WizardState, WizardStep
from adapters.storage.drafts import Draft
from adapters.storage.reminders import Destination

Refuses = Callable[[str, Destination], Awaitable[str | None]]
"""Return the text key of the reason why a person (by id) may not post there; None if they may."""
_NEXT = {
    WizardAction.EVERY: WizardScreen.DAYS,
    WizardAction.DAY: WizardScreen.DAYS,
    WizardAction.WORKDAYS: WizardScreen.DAYS,
    WizardAction.WHICH: WizardScreen.DAYS,
    WizardAction.TIME: WizardScreen.TIMES,
    WizardAction.NO_TIME: WizardScreen.TIMES,
    WizardAction.START: WizardScreen.SUMMARY,
    WizardAction.HOLIDAYS: WizardScreen.SKIPS,
    WizardAction.SKIP_DAY: WizardScreen.SKIPS,
    WizardAction.PROMPT: WizardScreen.PROMPTS,
    WizardAction.CHECK: WizardScreen.PROMPTS,
}
"""The next screen after each choice."""


class DraftTurn:
    """Handles presses; the caller must check the rights. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(self, rights: WizardRights, drafting: Drafting, refuses: Refuses | None, *, native: bool) -> None:
        """Configure it. `native`: whether the channel has pickers for times, days and chats."""
        self._rights = rights
        self._drafting = drafting
        self._refuses = refuses
        self._native = native

    async def take(self, request: WizardRequest, draft: Draft, series: Series | None) -> WizardStep | Right:
        """Return the next step, or the right that is missing. `series`: the reminder that the draft changes."""
        here = WizardStep(WizardScreen.SUMMARY, request.state, draft=draft, series=series)
        match request.press.action:
            case WizardAction.SHOW:
                screen, argument = presses.shown(request.press)
                await self._drafting.keep(draft)  # as long as the buttons shown now are valid
                return self._checked(replace(here, screen=screen, argument=argument))
            case WizardAction.CANCEL:
                screen = WizardScreen.ONE if series else WizardScreen.LIST
                return WizardStep(screen, request.state.about(series.name if series else ""), series=series)
            case WizardAction.SAVE:
                return await self._save(request.person, here)
            case WizardAction.PLACE | WizardAction.PLACES:
                return await self._place(request, draft, here)
            case WizardAction.LEAVE_OUT:
                return await self._leave_out(request, draft, here)
            case _:
                changed = await self._drafting.edit(draft, request.press, request.chosen)
                return self._checked(replace(self._next(request, here), draft=changed))

    def _next(self, request: WizardRequest, here: WizardStep) -> WizardStep:
        """Continue with the screen after a choice; with the summary if there was only one option."""
        action, value = request.press.action, request.press.value
        screen, argument = _NEXT.get(action, WizardScreen.SUMMARY), 0
        if action is WizardAction.EVERY and value == presses.ONCE:
            screen = WizardScreen.START
        if action is WizardAction.TIME and value < presses.DAY**2 and not self._native:
            screen = WizardScreen.SUMMARY
        if action is WizardAction.SKIP_DAY:
            argument = presses.switch(request.press)[0] % presses.WINDOWS
        return replace(here, screen=screen, argument=argument)

    def _checked(self, step: WizardStep) -> WizardStep:
        """Return to the screen of an invalid choice instead of the summary."""
        trouble = self._drafting.trouble(step.draft, step.series) if step.draft else None
        if trouble and step.screen is WizardScreen.SUMMARY:
            return replace(step, screen=trouble.screen, notice=trouble.key)
        return step

    async def _place(self, request: WizardRequest, draft: Draft, here: WizardStep) -> WizardStep | Right:
        places = await self._places(request, draft)
        right = await self._rights.everywhere(request.person, places)
        if right is not Right.YES:
            return right
        return replace(here, screen=WizardScreen.WHERE, draft=await self._drafting.place(draft, places))

    async def _leave_out(self, request: WizardRequest, draft: Draft, here: WizardStep) -> WizardStep:
        """Remove a place, or all places in which it can't be posted."""
        item, every = presses.switch(request.press)
        left: Collection[Destination] = [place for place in draft.places if presses.place_mark(place) == item]
        if every:
            try:
                left = await self._obstacles(request.person, draft, here.series)
            except UnavailableError:
                return replace(here, notice=AWAY)
        places = [place for place in draft.places if place not in left]
        return self._checked(replace(here, draft=await self._drafting.place(draft, places)))

    async def _places(self, request: WizardRequest, draft: Draft) -> Sequence[Destination]:
        """Return the places of the draft after this press."""
        item, on = presses.switch(request.press)
        if request.press.action is WizardAction.PLACES:
            return [Destination(draft.account, chat) for chat in request.chosen]
        if not on:
            return [place for place in draft.places if presses.place_mark(place) != item]
        offered = await self.offered(request.person, request.state, draft)
        return [place for place in offered if place in draft.places or presses.place_mark(place) == item]

    async def offered(self, person: str, state: WizardState, draft: Draft) -> Sequence[Destination]:
        """Return the places to choose from on a channel without a picker for them."""
        known = () if self._native else await self._rights.places(person)
        return list(dict.fromkeys([*draft.places, *self._rights.here(state), *known]))

    async def _save(self, person: str, here: WizardStep) -> WizardStep:
        draft, series = here.draft, here.series
        if not draft or (draft.series and not series):
            return WizardStep(WizardScreen.LIST, here.state.about(""), notice=CHANGED)
        here = self._checked(here)
        if here.screen is not WizardScreen.SUMMARY:
            return here
        try:
            obstacles = await self._obstacles(person, draft, series)
        except UnavailableError:
            return replace(here, notice=AWAY)
        if obstacles:
            return replace(here, obstacles=obstacles)
        saved = await self._drafting.save(draft, series)
        if not saved:
            return WizardStep(WizardScreen.LIST, here.state.about(""), notice=CHANGED)
        return WizardStep(WizardScreen.ONE, here.state.about(saved.name), series=saved, notice="reminder.saved")

    async def _obstacles(self, person: str, draft: Draft, series: Series | None) -> dict[Destination, str]:
        """Return, for each place where it can't be posted, the text key of the reason.

        Raises:
            UnavailableError: The platform can't be reached.
        """
        found = await self._drafting.obstacles(draft, series)
        for place in draft.places:
            if self._refuses and place not in found and (why := await self._refuses(person, place)):
                found[place] = why
        return found
