"""Notifies coordinators, in their own chats with the bot, that reminders don't come any more.

For channels whose chats are made of messages. It names the group and the reason, and nobody.
"""

from collections.abc import Iterable
from functools import partial

from markupsafe import Markup

from adapters.channels.message_lifecycle import MessageLifecycle
from adapters.channels.services import SharedServices
from adapters.checks.screen import Screen
from adapters.platforms.errors import PlatformError
from adapters.reminders.alerts import tell_each
from adapters.reminders.publisher import ChatDirectory
from adapters.reminders.wizard.list_screen import command
from adapters.storage.reminders import Destination, Suspension


class MessageAlert:
    """Posts the alert."""

    def __init__(self, lifecycle: MessageLifecycle, directory: ChatDirectory, services: SharedServices) -> None:
        """Prepare. `directory`: returns the names of chats."""
        self._lifecycle = lifecycle
        self._directory = directory
        self._words = services.dialogue.words(services.locale)

    async def send(self, people: Iterable[str], destination: Destination, why: Suspension) -> int:
        """Notify these people, and return how many were. Raises `UnavailableError` as `Publisher.alert` does."""
        words = self._words
        lines = [words["reminder.stopped"], await self._place(destination), words[f"suspension.{why}"]]
        lines += [words["reminder.mended"], words["plan.where"].format(command=command(words))]
        screen = Screen(Markup("\n").join(lines), loud=True)
        return await tell_each(people, partial(self._tell, screen))

    async def _tell(self, screen: Screen, person: str) -> None:
        await self._lifecycle.alert(person, screen)

    async def _place(self, destination: Destination) -> Markup:
        try:
            title = await self._directory.title(destination.chat)
        except PlatformError:
            title = None
        key = "plan.topic_named" if destination.thread else "plan.group_named"
        return self._words[key].format(title=title or self._words["plan.unnamed"])
