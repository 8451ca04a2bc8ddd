"""Drives the simulated Telegram for an audit."""

import asyncio
import secrets
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path

from adapters.channels.platform_driver import VisibleScreen
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.telegram.settings import PATH


class TelegramUser:
    """A user in a private chat with the bot. `name`: their first name; `number`: their id."""

    def __init__(self, fake: TelegramSimulator) -> None:
        """Choose a unique name and number; Telegram's ids have up to 52 bits."""
        self.name = f"Kanarie {secrets.token_hex(6)}"
        self.number = str(2**51 + secrets.randbits(50))
        self._person: Person = fake.person(int(self.number), "nl", self.name)

    @property
    def shown(self) -> VisibleScreen:
        """Return the newest message with buttons, or else the newest message."""
        said = [message for message in self._person.chat.messages if message.from_bot]
        for message in reversed(said):
            if found := [button for row in message.buttons for button in row]:
                answers = tuple(button.label for button in found if button.label[:1].isdecimal())
                return VisibleScreen(message.text, tuple((one.label, one.payload) for one in found), answers)
        return VisibleScreen("\n".join(message.text for message in said))

    async def begin(self, typed: str) -> None:
        """Start a check, then type this text, which isn't a valid answer."""
        await self._person.say("/groomingcheck")
        while not self.shown.buttons:
            await asyncio.sleep(0.01)
        number = await self._person.say(typed)
        while self._person.chat.find(number):
            await asyncio.sleep(0.01)

    async def press(self, label: str) -> None:
        """Press the button with this label."""
        await self._person.press(label)


class TelegramDriver:
    """A simulated Telegram with one bot. `name`: the name of the channel, and its transport."""

    def __init__(self, *, webhook: bool) -> None:
        """Set up. `webhook`: whether it delivers to a webhook; otherwise the bot polls."""
        self.name = "Telegram, webhook" if webhook else "Telegram, long polling"
        self._webhook = webhook
        self._fake = TelegramSimulator("4310001:audit")
        self._users: list[TelegramUser] = []

    async def open(self, bot: str) -> Mapping[str, str]:
        """Start it for a bot at this address, and return the settings that point the bot at it."""
        await self._fake.__aenter__()
        known = {"TELEGRAM_BOT_TOKEN": self._fake.token, "TELEGRAM_API_URL": self._fake.url}
        hook = {"TELEGRAM_WEBHOOK_URL": bot + PATH, "TELEGRAM_WEBHOOK_SECRET": secrets.token_hex(16)}
        return known | hook if self._webhook else known

    async def ready(self) -> None:
        """Return immediately: updates are queued until the bot polls, or the webhook is set."""

    def new_user(self) -> TelegramUser:
        """Return a new user."""
        self._users.append(TelegramUser(self._fake))
        return self._users[-1]

    def paused(self) -> AbstractAsyncContextManager[None]:
        """Return a context that does nothing: no user sends anything of their own accord."""
        return nullcontext()

    async def count_remaining(self, words: Collection[str]) -> int:  # noqa: ARG002 - every message counts
        """Count the messages in all chats."""
        return sum(len(chat.messages) for chat in self._fake.account.chats.values())

    async def kept(self) -> Sequence[Path]:
        """Return no folders: no devices are simulated."""
        return ()

    async def close(self) -> None:
        """Stop it."""
        await self._fake.__aexit__(None, None, None)
