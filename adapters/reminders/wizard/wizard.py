"""Sets reminders up in a conversation made of buttons, the same on every channel.

1. What isn't saved yet is a draft in the store; buttons carry its name, sealed. Everything else is in the buttons.
2. A person's rights are checked at every press, for every place that it is about. In doubt, nothing is done or shown.
"""

from dataclasses import dataclass, replace

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Button, Screen, Viewer
from adapters.reminders.access import Access, Right
from adapters.reminders.actions import ReminderActions
from adapters.reminders.entries import entered
from adapters.reminders.introduction import Introductions
from adapters.reminders.prompts import Prompts
from adapters.reminders.publisher import ChatDirectory
from adapters.reminders.service import ReminderService
from adapters.reminders.wizard import presses
from adapters.reminders.wizard.acting import Acting
from adapters.reminders.wizard.actions import WizardAction, WizardScreen
from adapters.reminders.wizard.draft_turn import DraftTurn, Refuses
from adapters.reminders.wizard.drafting import Drafting
from adapters.reminders.wizard.list_screen import command, pages
from adapters.reminders.wizard.presenter import WizardPresenter
from adapters.reminders.wizard.request import WizardRequest
from adapters.reminders.wizard.rights import WizardRights
from adapters.reminders.wizard.series_turn import SeriesTurn
from adapters.reminders.wizard.state import WizardState, WizardStep
from adapters.reminders.wizard.tokens import WizardTokens
from adapters.reminders.wizard.turn import WizardTurn
from adapters.storage.alarm_store import AlarmStore
from adapters.storage.draft_store import DraftStore
from adapters.storage.reminders import Destination
from messages.markup import plain


class WizardClosed:
    """The coordinator closed the wizard: its message may be wiped."""


@dataclass(frozen=True, slots=True)
class WizardNotice:
    """A line, as HTML, for this coordinator only; the screen stays as it is."""

    html: str


class ReminderWizard:
    """Handles the presses of coordinators. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(  # noqa: PLR0913, PLR0917 - each has its own part in it
        self,
        account: str,
        dialogue: Dialogue,
        service: ReminderService,
        access: Access,
        directory: ChatDirectory,
        actions: ReminderActions,
        prompts: Prompts,
        drafts: DraftStore,
        introductions: Introductions,
        alarm_store: AlarmStore,
        idle: float,
        *,
        native: bool = False,
        refuses: Refuses | None = None,
    ) -> None:
        """Prepare.

        Args:
            account: The account's name in the store.
            dialogue: The words, and the cipher.
            service: Creates and changes reminders.
            access: Decides who may set them up.
            directory: Answers questions about chats.
            actions: Carries out actions on a reminder.
            prompts: What can be posted.
            drafts: Where drafts are kept.
            introductions: Posts first messages to a team.
            alarm_store: Knows how many coordinators couldn't be told what is wrong.
            idle: Seconds for which a button is valid.
            native: Whether the channel has pickers for times, days and chats (`Screen.fields`), and a window that it
                closes itself. Then there is one list, of all chats, as its ids needn't be numbers.
            refuses: Says why somebody may not have reminders posted in a place, asked when they save; None if they
                always may where they have the right.
        """
        self._account = account
        self._dialogue = dialogue
        self._service = service
        self._alarm_store = alarm_store
        self._native = native
        self._tokens = WizardTokens(dialogue.cipher, prompts.checks, idle)
        self._presenter = WizardPresenter(
            dialogue, service, directory, self._tokens, prompts, introductions, native=native
        )
        self._rights = WizardRights(account, service, access)
        drafting = Drafting(account, service, actions, prompts, drafts)
        self._series_turn = SeriesTurn(
            account, service, self._rights, drafting, Acting(service, actions, introductions), native=native
        )
        self._draft_turn = DraftTurn(self._rights, drafting, refuses, native=native)
        self._turn = WizardTurn(account, service, self._rights, drafting, self._series_turn, self._draft_turn)

    async def begin(self, viewer: Viewer, place: Destination | None = None) -> Screen:
        """Return the first screen.

        Args:
            viewer: Who asked.
            place: Where they asked: a new reminder for there, already filled in, or the list if there is one. Without
                it, the list of all that they may change.
        """
        if place is None:
            return await self._first(WizardStep(WizardScreen.LIST, WizardState()), viewer)
        chat, thread = (0, 0) if self._native else (int(place.chat), int(place.thread or 0))
        state = WizardState(chat=chat, thread=thread)
        right, found = await self._rights.found(viewer.person.id, place)
        if right is not Right.YES:
            return await self._first(right, viewer)
        if found:
            return await self._first(WizardStep(WizardScreen.LIST, state), viewer)
        step = await self._series_turn.draft(state, (place,))
        joinable = await self._rights.elsewhere(viewer.person.id, state)
        return await self._first(replace(step, joinable=joinable), viewer)

    async def about(self, viewer: Viewer, series: str) -> Screen:
        """Return the screen of this reminder, or the list if it is gone."""
        request = WizardRequest(viewer.person.id, WizardState(series), presses.show(WizardScreen.ONE))
        return await self._first(await self._turn.take(request), viewer)

    async def press(
        self, payload: str, viewer: Viewer, chosen: tuple[str, ...] = ()
    ) -> Screen | WizardNotice | WizardClosed:
        """Handle a press, and return what to show for it; a screen without buttons ends the wizard.

        Args:
            payload: That of the button or field, or of a button in an alert.
            viewer: Who pressed it.
            chosen: What was picked in the field (`FieldKind`).
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
        """Return the screen that says that a button is too old, and how to start again."""
        words = self._dialogue.words(locale)
        return Screen(words["plan.expired"].format(command=command(words)))

    def _expired(self, viewer: Viewer) -> Screen:
        """Return the same; in a window that the channel closes itself, a button leads to the list."""
        if not self._native:
            return self.expired(viewer.locale)
        words = self._dialogue.words(viewer.locale)
        payload = self._tokens.make(WizardState(), presses.show(WizardScreen.LIST), viewer.person)
        return Screen(words["plan.stale"], (Button("", plain(words["plan.to_list"]), payload, main=True),))

    async def _first(self, step: WizardStep | Right | None, viewer: Viewer) -> Screen:
        """Return a screen where there is none yet on which a notice could be shown."""
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
        right, found = await self._rights.listed(viewer.person.id, step.state)
        if right is not Right.YES:
            return self._refused(right, viewer)
        state = replace(step.state, page=min(step.state.page, pages(len(found)) - 1))
        joinable = await self._rights.elsewhere(viewer.person.id, state)
        unreached = await self._alarm_store.unreached(self._account)
        step = replace(step, state=state, listed=found, joinable=joinable, unreached=unreached)
        return await self._presenter.show(step, viewer)

    def _refused(self, right: Right, viewer: Viewer) -> Screen | WizardNotice:
        words = self._dialogue.words(viewer.locale)
        return Screen(words["reminder.only"]) if right is Right.NO else WizardNotice(words["reminder.unsure"])
