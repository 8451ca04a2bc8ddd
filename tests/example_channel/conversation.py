"""Passes events from Plein to the shared conversation, which always takes place in a person's private chat."""

from contextlib import suppress
from dataclasses import replace
from functools import partial

from adapters.channels.conversation import MessageConversation
from adapters.channels.inbox import Incoming
from adapters.channels.message_lifecycle import Address
from adapters.channels.services import SharedServices
from adapters.channels.turns import guarded
from adapters.checks.screen import Viewer
from adapters.checks.state_token import Participant
from adapters.platforms.errors import PlatformError
from adapters.storage.reminders import Destination
from tests.example_channel import event_reader
from tests.example_channel.api import Api
from tests.example_channel.event_reader import Pressed, Said, Sender
from tests.example_channel.settings import NAME


class Conversation:
    """Runs turns, and keeps no state between them."""

    def __init__(self, api: Api, account: str, shared: MessageConversation, services: SharedServices) -> None:
        """Set up. `account`: the account's name in the stores; `shared`: the conversation in private chats."""
        self._api = api
        self._account = account
        self._shared = shared
        self._dialogue = services.dialogue
        self._locale = services.locale

    def read(self, event: object) -> Incoming:
        """Read an event. Messages sent in the private chat must be wiped; presses leave nothing to wipe."""
        number, found = self._api.number(event), event_reader.read(event)
        if found is None:
            return Incoming(number)
        sent = found.at if found.at.private and isinstance(found, Said) else None
        return Incoming(number, found.sender.id, partial(self._take, found), sent, partial(self._turn_away, found))

    async def _take(self, event: Pressed | Said) -> None:
        viewer, home = self._viewer(event.sender), _home(event)
        if isinstance(event, Pressed):
            turn = partial(self._press, event, home, viewer)
        else:
            turn = partial(self._say, event, home, viewer)
        await guarded(NAME, turn, partial(self._shared.excuse, home, viewer))

    async def _turn_away(self, event: Pressed | Said, tell: bool) -> None:  # noqa: FBT001 - `Incoming.turn_away`
        if tell:
            home, viewer = _home(event), self._viewer(event.sender)
            await guarded(NAME, partial(self._shared.excuse, home, viewer, None), None)

    async def _press(self, event: Pressed, home: Address, viewer: Viewer) -> None:
        acknowledge = partial(self._acknowledge, event.press)
        if event.at.private:
            await self._shared.press(event.at, event.payload, viewer, acknowledge)
        else:  # in a team's chat, only reminders have buttons, which carry the id of a check
            await acknowledge(None)
            await self._shared.start(home, event.payload, viewer)

    async def _say(self, event: Said, home: Address, viewer: Viewer) -> None:
        if event.at.private and event.command is None:
            await self._shared.remind(home, viewer)
        elif event.at.private:
            await self._shared.command(home, event.command or "", viewer)
        elif event.command in self._shared.reminder_commands:
            await self._shared.reminders(home, viewer, Destination(self._account, event.at.chat))

    async def _acknowledge(self, press: str, line: str | None) -> None:
        with suppress(PlatformError):
            await self._api.acknowledge(press, line)

    def _viewer(self, sender: Sender) -> Viewer:
        known = sender.locale in self._dialogue.locales
        return Viewer(Participant(NAME, sender.id), sender.locale if known else self._locale)


def _home(event: Pressed | Said) -> Address:
    """Return the address of this event as if it came from the person's private chat, whose id is the person's."""
    return replace(event.at, chat=event.sender.id, private=True)
