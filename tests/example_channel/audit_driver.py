"""Plein on loopback, as an audit wants it."""

import asyncio
import secrets
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path

from adapters.channels.platform_driver import VisibleScreen
from tests.example_channel.simulator.server import PleinSimulator


class PleinUser:
    """Somebody with a private chat with the bot. `name`: their own; `number`: their id."""

    def __init__(self, fake: PleinSimulator) -> None:
        """Pick a name and a number that nothing else has."""
        self.name = f"Kanarie {secrets.token_hex(6)}"
        self.number = str(2**51 + secrets.randbits(50))
        self._person = fake.person(int(self.number), self.name)

    @property
    def shown(self) -> VisibleScreen:
        """Return the newest message with buttons; where there is none, whatever the bot says."""
        said = [message for message in self._person.home.messages if message.of_bot]
        for message in (message for message in reversed(said) if message.buttons):
            found = tuple((one.label, one.payload or None) for one in message.buttons)
            return VisibleScreen(message.text, found, tuple(one.label for one in message.buttons if one.heavy))
        return VisibleScreen("\n".join(message.text for message in said))

    async def begin(self, typed: str) -> None:
        """Ask for a check, then type something that is no answer."""
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
    """A Plein with a bot. `name`: the channel's, and how it delivers."""

    name = "Plein, long polling"

    def __init__(self) -> None:
        """Start with nobody."""
        self._fake = PleinSimulator()

    async def open(self, bot: str) -> Mapping[str, str]:  # noqa: ARG002 - it delivers nowhere
        """Open it, and return the settings that lead the bot to it."""
        await self._fake.__aenter__()
        return self._fake.settings

    async def ready(self) -> None:
        """Nothing more is to be waited for: what people do is kept until the bot asks."""

    def new_user(self) -> PleinUser:
        """Return somebody new."""
        return PleinUser(self._fake)

    def paused(self) -> AbstractAsyncContextManager[None]:
        """Return a context that does nothing: no user sends anything of their own accord."""
        return nullcontext()

    async def count_remaining(self, words: Collection[str]) -> int:  # noqa: ARG002 - whatever it says
        """Count the messages that stand in any chat."""
        return sum(len(chat.messages) for chat in self._fake.square.chats.values())

    async def kept(self) -> Sequence[Path]:
        """Return no folders: no devices are simulated."""
        return ()

    async def close(self) -> None:
        """Close it."""
        await self._fake.__aexit__(None, None, None)
