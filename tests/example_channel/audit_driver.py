"""Drives the simulated Plein for an audit."""

import asyncio
import secrets
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path

from adapters.channels.platform_driver import VisibleScreen
from tests.example_channel.simulator.server import PleinSimulator


class PleinUser:
    """A user in a private chat with the bot. `name`: their name; `number`: their id."""

    def __init__(self, fake: PleinSimulator) -> None:
        """Choose a unique name and number."""
        self.name = f"Kanarie {secrets.token_hex(6)}"
        self.number = str(2**51 + secrets.randbits(50))
        self._person = fake.person(int(self.number), self.name)

    @property
    def shown(self) -> VisibleScreen:
        """Return the newest message with buttons, or else the newest message."""
        said = [message for message in self._person.home.messages if message.of_bot]
        for message in (message for message in reversed(said) if message.buttons):
            found = tuple((one.label, one.payload or None) for one in message.buttons)
            return VisibleScreen(message.text, found, tuple(one.label for one in message.buttons if one.heavy))
        return VisibleScreen("\n".join(message.text for message in said))

    async def begin(self, typed: str) -> None:
        """Start a check, then type this text, which isn't a valid answer."""
        await self._person.say("/groomingcheck")
        while not self.shown.buttons:
            await asyncio.sleep(0.01)
        number = await self._person.say(typed)
        while self._person.home.find(number):
            await asyncio.sleep(0.01)

    async def press(self, label: str) -> None:
        """Press the button with this label."""
        await self._person.press(label)


class PleinDriver:
    """A simulated Plein with one bot. `name`: the name of the channel, and its transport."""

    name = "Plein, long polling"

    def __init__(self) -> None:
        """Start without users."""
        self._fake = PleinSimulator()

    async def open(self, bot: str) -> Mapping[str, str]:  # noqa: ARG002 - it doesn't deliver
        """Start it, and return the settings that point the bot at it."""
        await self._fake.__aenter__()
        return self._fake.settings

    async def ready(self) -> None:
        """Return immediately: events are queued until the bot asks for them."""

    def new_user(self) -> PleinUser:
        """Return a new user."""
        return PleinUser(self._fake)

    def paused(self) -> AbstractAsyncContextManager[None]:
        """Return a context that does nothing: no user sends anything of their own accord."""
        return nullcontext()

    async def count_remaining(self, words: Collection[str]) -> int:  # noqa: ARG002 - every message counts
        """Count the messages in all chats."""
        return sum(len(chat.messages) for chat in self._fake.square.chats.values())

    async def kept(self) -> Sequence[Path]:
        """Return no folders: no devices are simulated."""
        return ()

    async def close(self) -> None:
        """Stop it."""
        await self._fake.__aexit__(None, None, None)
