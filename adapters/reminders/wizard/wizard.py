"""Set up reminders in a conversation with buttons, the same on every channel.

1. An unsaved reminder is a draft in the store; buttons contain its name, encrypted, and all other state.
2. A person's rights are checked at every press, for every place concerned. In doubt, nothing is done or shown.
"""

from dataclasses import dataclass, replace

from adapters.checks.screen import Button, Screen, Viewer
from adapters.reminders.access import Right
from adapters.reminders.entries import entered
from adapters.reminders.wizard import presses
from adapters.reminders.wizard.acting import Acting
from adapters.reminders.wizard.actions import WizardAction, WizardScreen
from adapters.reminders.wizard.draft_turn import DraftTurn
from adapters.reminders.wizard.drafting import Drafting
from adapters.reminders.wizard.list_screen import command, pages
from adapters.reminders.wizard.presenter import WizardPresenter
from adapters.reminders.wizard.request import WizardRequest
from adapters.reminders.wizard.rights import WizardListing, WizardRights
from adapters.reminders.wizard.series_turn import SeriesTurn
from adapters.reminders.wizard.setup import WizardSetup
from adapters.reminders.wizard.state import WizardState, WizardStep
from adapters.reminders.wizard.tokens import WizardTokens
from adapters.reminders.wizard.turn import WizardTurn
from adapters.storage.reminders import Destination
from messages.markup import plain


class WizardClosed:
    """The coordinator closed the wizard; its message may be wiped."""


@dataclass(frozen=True, slots=True)
class WizardNotice:
    """A line of HTML for this coordinator only; the screen doesn't change."""

    html: str


class ReminderWizard:
    """Handles the presses of coordinators. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(self, setup: WizardSetup) -> None:
        """Build the wizard from its dependencies."""
        service, dialogue, native = setup.service, setup.dialogue, setup.native
        self._setup = setup
        self._tokens = WizardTokens(dialogue.cipher, setup.prompts.checks, setup.idle)
        self._presenter = WizardPresenter(setup, self._tokens)
        self._rights = WizardRights(setup.account, service, setup.access)
        drafting = Drafting(setup.account, service, setup.actions, setup.prompts, setup.drafts)
        acting = Acting(service, setup.actions, setup.introductions)
        self._series_turn = SeriesTurn(setup.account, service, self._rights, drafting, acting, native=native)
        self._draft_turn = DraftTurn(self._rights, drafting, setup.refuses, native=native)
        self._turn = WizardTurn(setup.account, service, self._rights, drafting, self._series_turn, self._draft_turn)

    async def begin(self, viewer: Viewer, place: Destination | None = None) -> Screen:
        """Return the first screen.

        Args:
            viewer: The person who opens it.
            place: Where they opened it: returns a filled-in new reminder for that place, or its list if there are
                any. Without a place, returns the list of all that they may change.
        """
        if place is None:
            return await self._first(WizardStep(WizardScreen.LIST, WizardState()), viewer)
        chat, thread = (0, 0) if self._setup.native else (int(place.chat), int(place.thread or 0))
        state = WizardState(chat=chat, thread=thread)
        listing = await self._rights.listed(viewer.person.id, place)
        if listing.right is not Right.YES:
            return await self._first(listing.right, viewer)
        if listing.series and not self._setup.native:
            return await self._page(WizardStep(WizardScreen.LIST, state), listing, viewer)
        step = await self._series_turn.draft(state, (place,))
        if listing.series:  # a list of all channels, with a button for a new reminder in this channel
            return await self._first(replace(step, screen=WizardScreen.LIST, state=state), viewer)
        return await self._first(replace(step, joinable=listing.others if state.chat else ()), viewer)

    async def about(self, viewer: Viewer, series: str) -> Screen:
        """Return the screen of this reminder, or the list if it no longer exists."""
        request = WizardRequest(viewer.person.id, WizardState(series), presses.show(WizardScreen.ONE))
        return await self._first(await self._turn.take(request), viewer)

    async def press(
        self, payload: str, viewer: Viewer, chosen: tuple[str, ...] = ()
    ) -> Screen | WizardNotice | WizardClosed:
        """Handle a press, and return the result; a screen without buttons ends the wizard.

        Args:
            payload: The payload of the button or field, or of a button in an alert.
            viewer: The person who pressed it.
            chosen: The value of the field (`FieldKind`).
        """
        series = entered(payload)
        if series is not None:
            return await (self.about(viewer, series) if series else self.begin(viewer))
        token = self._tokens.open(payload, viewer.person)
        if token and token.press.action is WizardAction.CLOSE:
            return WizardClosed()
        if not token or not token.fresh:
            return self._expired(viewer)
        request = WizardRequest(viewer.person.id, token.state, token.press, chosen)
        return await self._shown(await self._turn.take(request), viewer)

    def expired(self, locale: str) -> Screen:
        """Return the screen for an expired button, which says how to start again."""
        words = self._setup.dialogue.words(locale)
        return Screen(words["plan.expired"].format(command=command(words)))

    def _expired(self, viewer: Viewer) -> Screen:
        """Return the screen of `expired`, with a button to the list if the channel closes its window itself."""
        if not self._setup.native:
            return self.expired(viewer.locale)
        words = self._setup.dialogue.words(viewer.locale)
        payload = self._tokens.make(viewer.person, WizardState(), presses.show(WizardScreen.LIST))
        return Screen(words["plan.stale"], (Button("", plain(words["plan.to_list"]), payload, main=True),))

    async def _first(self, step: WizardStep | Right | None, viewer: Viewer) -> Screen:
        """Return a screen for a notice when there is no screen yet to show it on."""
        shown = await self._shown(step, viewer)
        return shown if isinstance(shown, Screen) else Screen(shown.html)

    async def _shown(self, step: WizardStep | Right | None, viewer: Viewer) -> Screen | WizardNotice:
        if step is None:
            return self._expired(viewer)
        if isinstance(step, Right):
            return self._refused(step, viewer)
        if step.screen is WizardScreen.LIST:
            return await self._list(step, viewer)
        if step.screen is WizardScreen.WHERE and step.draft:
            offered = await self._draft_turn.offered(viewer.person.id, step.state, step.draft)
            step = replace(step, offered=offered)
        return await self._presenter.show(step, viewer)

    async def _list(self, step: WizardStep, viewer: Viewer) -> Screen | WizardNotice:
        here = self._rights.here(step.state)
        listing = await self._rights.listed(viewer.person.id, here[0] if here else None)
        if listing.right is not Right.YES:
            return self._refused(listing.right, viewer)
        return await self._page(step, listing, viewer)

    async def _page(self, step: WizardStep, listing: WizardListing, viewer: Viewer) -> Screen:
        """Return a page of a list, with what this person may see."""
        state = replace(step.state, page=min(step.state.page, pages(len(listing.series)) - 1))
        unreached = await self._setup.alarm_store.unreached(self._setup.account)
        joinable = listing.others if state.chat else ()
        step = replace(step, state=state, listed=listing.series, joinable=joinable, unreached=unreached)
        return await self._presenter.show(step, viewer)

    def _refused(self, right: Right, viewer: Viewer) -> Screen | WizardNotice:
        words = self._setup.dialogue.words(viewer.locale)
        return Screen(words["reminder.only"]) if right is Right.NO else WizardNotice(words["reminder.unsure"])
