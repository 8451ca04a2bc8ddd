"""A person's conversation with the bot in a chat made of messages: checks, help, and setting reminders up.

A conversation is one message in the private chat, edited in place; no answers are stored here.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from adapters.channels.message_lifecycle import Address, MessageLifecycle
from adapters.channels.services import SharedServices
from adapters.channels.turns import apology
from adapters.checks.screen import Screen, Viewer
from adapters.checks.state_token import Purpose
from adapters.concurrency.beside import beside
from adapters.reminders.entries import entered
from adapters.reminders.wizard.wizard import ReminderWizard, WizardClosed, WizardNotice
from adapters.storage.reminders import Destination
from bot.views import Help, Privacy
from messages.loading.toml_reader import ID
from messages.markup import plain

START, HELP, PRIVACY, STOP = "start", "help", "privacy", "stop"
"""The commands besides those for checks and reminders."""
Acknowledge = Callable[[str | None], Coroutine[Any, Any, object]]


def belongs_to_check(payload: str) -> bool:
    """Return whether this payload belongs to a check, not to the wizard. Its press is acknowledged without text."""
    of_alert = payload.startswith(Purpose.ALERT) and entered(payload) is not None
    return not payload.startswith(Purpose.REMINDER) and not of_alert


class MessageConversation:
    """Passes presses and commands to the dialogue or the wizard, and shows the result.

    Attributes:
        lifecycle: Posts and edits messages.
        reminder_commands: The command for reminders, in each language.
    """

    def __init__(self, lifecycle: MessageLifecycle, wizard: ReminderWizard, services: SharedServices) -> None:
        """Set up. `wizard`: handles everything about reminders."""
        self.lifecycle = lifecycle
        self._wizard = wizard
        self._dialogue = services.dialogue
        words = (services.dialogue.words(locale) for locale in services.dialogue.locales)
        self.reminder_commands = frozenset(str(one["reminder.word"]) for one in words)

    async def press(self, at: Address, payload: str, viewer: Viewer, acknowledge: Acknowledge) -> None:
        """Handle a press. The payload says whether it belongs to a check or to the wizard.

        Args:
            at: The message whose button was pressed.
            payload: The payload of that button.
            viewer: Who pressed it.
            acknowledge: Called once, with a line of plain text for this person only, or None.
        """
        if belongs_to_check(payload):
            screen = self._dialogue.press(payload, viewer.person, viewer.locale)
            await beside(self.lifecycle.show(at, screen), acknowledge(None))
            return
        match await self._wizard.press(payload, viewer):
            case WizardNotice(html):
                await acknowledge(plain(html))
            case WizardClosed():
                await beside(self.lifecycle.close(at), acknowledge(None))
            case screen:
                await beside(self.lifecycle.replace(at, screen), acknowledge(None))

    async def command(self, at: Address, name: str, viewer: Viewer, argument: str | None = None) -> None:
        """Run a command from the private chat.

        Args:
            at: The message with the command.
            name: Its name, in lower case and without the slash.
            viewer: Who typed it.
            argument: The id of the check to start with `START`; None, or anything that can't be an id, for any check.
        """
        if name in self.reminder_commands:
            await self.reminders(at, viewer)
        elif name == HELP:
            await self.tell(at, Help(), viewer)
        elif name == PRIVACY:
            await self.tell(at, Privacy(), viewer)
        elif name == STOP:
            await self.stop(at, viewer)
        elif name == START or name in self._dialogue.checks:
            named = name if name in self._dialogue.checks else argument
            await self.start(at, named if named and ID.fullmatch(named) else None, viewer)
        else:
            await self.remind(at, viewer)

    async def start(self, at: Address, check: str | None, viewer: Viewer) -> None:
        """Start this check. None starts the only check, or offers all enabled ones."""
        if check is None:
            screen = self._dialogue.welcome(viewer.person, viewer.locale)
        else:
            screen = self._dialogue.start(check, viewer.person, viewer.locale)
        await self.lifecycle.open(at, screen)

    async def stop(self, at: Address, viewer: Viewer) -> None:
        """End the check that is open in this chat, and say so."""
        await self.lifecycle.close(at)
        await self.lifecycle.notice(at, self._dialogue.stopped(viewer.locale))

    async def tell(self, at: Address, view: Help | Privacy, viewer: Viewer) -> None:
        """Show a view that belongs to no check."""
        said = self._dialogue.tell(view, viewer.locale).html
        await self.lifecycle.tell(at, Screen(f"{said}\n\n{self._begin(viewer, 'chat.begin')}"))

    async def remind(self, at: Address, viewer: Viewer) -> None:
        """Remind somebody who typed something of what they can do here."""
        if await self.lifecycle.is_open(at):
            text = str(self._dialogue.words(viewer.locale)["chat.typed"])
        else:
            text = self._begin(viewer, "chat.nothing")
        await self.lifecycle.notice(at, Screen(text))

    async def reminders(self, at: Address, viewer: Viewer, place: Destination | None = None) -> None:
        """Show the first screen of the wizard. `place`: the group or topic where it was requested."""
        screen = await self._wizard.begin(viewer, place)
        if screen.buttons:
            await self.lifecycle.open_wizard(at, screen)
        else:
            await self.lifecycle.notice(at, screen, again=True)

    async def expired(self, at: Address, viewer: Viewer) -> None:
        """Say that the link to the reminders has expired."""
        await self.lifecycle.notice(at, self._wizard.expired(viewer.locale), again=True)

    async def excuse(self, at: Address, viewer: Viewer, reference: str | None) -> None:
        """Apologise for a fault with this reference, or, if None, for a temporary outage."""
        await self.lifecycle.excuse(at, Screen(apology(self._dialogue.words(viewer.locale), reference)))

    def _begin(self, viewer: Viewer, key: str) -> str:
        """Return the words for this key, followed by the command of each check."""
        words = self._dialogue.words(viewer.locale)
        return "\n".join((words[key], *(f"/{check}" for check in self._dialogue.checks)))
