"""Sets reminders up in a conversation made of buttons only.

1. The state is carried by the buttons; nothing of it is kept here.
2. A person's rights are checked at every press that shows or changes a reminder. In doubt, it does neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Screen, Viewer
from adapters.reminders.access import Access, Right
from adapters.reminders.actions import ReminderActions
from adapters.reminders.prompts import Prompts
from adapters.reminders.publisher import ChatDirectory
from adapters.reminders.service import ReminderService
from adapters.reminders.wizard.actions import WizardAction, WizardScreen
from adapters.reminders.wizard.changes import CHANGED, WizardChanges, WizardOutcome
from adapters.reminders.wizard.list_screens import command
from adapters.reminders.wizard.presenter import WizardPresenter
from adapters.reminders.wizard.state import WizardState, listed, opened, step
from adapters.reminders.wizard.tokens import OpenedToken, WizardTokens
from adapters.storage.reminders import Reminder
from bot.schedule import ScheduleProblem

_WHERE = {
    ScheduleProblem.WEEKS_OUT_OF_RANGE: WizardScreen.RHYTHM,
    ScheduleProblem.START_IN_PAST: WizardScreen.START,
    ScheduleProblem.TOO_FAR: WizardScreen.START,
}
"""The screen on which each problem can be fixed; any other on that of the days."""


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
        idle: float,
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
            idle: Seconds for which a button is valid.
        """
        self._account = account
        self._dialogue = dialogue
        self._service = service
        self._access = access
        self._tokens = WizardTokens(dialogue.cipher, prompts.checks, idle)
        self._presenter = WizardPresenter(dialogue, service, directory, self._tokens, prompts)
        self._changes = WizardChanges(account, service, actions, prompts.checks)

    async def begin(self, viewer: Viewer, chat: int = 0, thread: int = 0) -> Screen:
        """Return the reminders of a group or topic, or of every group that this person may set them up for."""
        shown = await self._list(opened(chat, thread), viewer)
        return shown if isinstance(shown, Screen) else Screen(shown.html)

    async def press(self, payload: str, viewer: Viewer) -> Screen | WizardNotice | WizardClosed:
        """Handle a press, and return what to show for it; a screen without buttons ends the wizard."""
        token = self._tokens.open(payload, viewer.person)
        if token and token.press.action is WizardAction.CLOSED:
            return WizardClosed()
        if not token or not token.fresh:
            return self.expired(viewer.locale)
        return await self._take(token, viewer)

    def expired(self, locale: str) -> Screen:
        """Return the screen that says that a button is too old, and how to start again."""
        words = self._dialogue.words(locale)
        return Screen(words["plan.expired"].format(command=command(words)))

    async def _take(self, token: OpenedToken, viewer: Viewer) -> Screen | WizardNotice:
        state, action = step(token.state, token.press)
        if state.chat:
            right = await self._access.of(viewer.person.id, str(state.chat))
            if right is not Right.YES:
                return self._denied(right, viewer)
        one = await self._find(state)
        if state.reminder is not None and one is None:
            return await self._list(listed(state), viewer, CHANGED)
        done = self._mended(state, one)
        if action and not done.notice:
            done = await self._changes.carry_out(state, action, token.press, one)
            one = await self._find(done.state)
        if done.state.screen is WizardScreen.LIST:
            return await self._list(done.state, viewer, done.notice)
        return await self._presenter.show(done.state, one, viewer, done.notice)

    async def _list(self, state: WizardState, viewer: Viewer, notice: str | None = None) -> Screen | WizardNotice:
        right, found = await self._allowed(state, viewer.person.id)
        if right is not Right.YES:
            return self._denied(right, viewer)
        return await self._presenter.list(state, found, viewer, notice)

    async def _allowed(self, state: WizardState, person: str) -> tuple[Right, Sequence[Reminder]]:
        """Return whether this person may see this list, and the reminders in it that they may see."""
        known = await self._service.all(self._account)
        if state.chat:
            here = (str(state.chat), str(state.thread) if state.thread else "")
            found = [one for one in known if (one.place.chat, one.place.thread) == here]
            return await self._access.of(person, str(state.chat)), found
        right, chats = await self._access.among(person, {one.place.chat for one in known})
        return right, [one for one in known if one.place.chat in chats]

    def _denied(self, right: Right, viewer: Viewer) -> Screen | WizardNotice:
        words = self._dialogue.words(viewer.locale)
        return Screen(words["reminder.only"]) if right is Right.NO else WizardNotice(words["reminder.unsure"])

    async def _find(self, state: WizardState) -> Reminder | None:
        """Return the reminder that the state is about, if it is still in that chat and topic."""
        one = None if state.reminder is None else await self._service.find(self._account, state.reminder)
        here = (str(state.chat), str(state.thread))
        return one if one and (one.place.chat, one.place.thread or "0") == here else None

    def _mended(self, state: WizardState, one: Reminder | None) -> WizardOutcome:
        """Go back to the screen where an impossible choice was made."""
        if state.screen.value > WizardScreen.DAYS.value:
            for problem in self._service.problems(self._changes.schedule(state, one), one):
                where = _WHERE.get(problem, WizardScreen.DAYS)
                early = problem is ScheduleProblem.NEVER and state.screen is not WizardScreen.CONFIRM
                if where.value < state.screen.value and not early:
                    return WizardOutcome(replace(state, screen=where), f"trouble.{problem.value}")
        return WizardOutcome(state)
