"""Telegram on loopback, as an audit wants it."""

import asyncio
import secrets
from collections.abc import Collection, Mapping

from adapters.audit.stage import Shown
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from adapters.telegram.setting import PATH


class Guest:
    """Somebody with a private chat with the bot. `name`: their first name; `number`: their id."""

    def __init__(self, fake: FakeTelegram) -> None:
        """Give them a number that nothing else has: Telegram's have up to 52 bits."""
        self.name = f"Kanarie {secrets.token_hex(6)}"
        self.number = str(2**51 + secrets.randbits(50))
        self._person: Person = fake.person(int(self.number), "nl", self.name)

    @property
    def shown(self) -> Shown:
        """Give the newest message with buttons; where there is none, whatever the bot says."""
        said = [message for message in self._person.chat.messages if message.from_bot]
        for message in reversed(said):
            if found := [button for row in message.buttons for button in row]:
                answers = tuple(button.label for button in found if button.label[:1].isdecimal())
                return Shown(message.text, tuple((one.label, one.payload or "") for one in found), answers)
        return Shown("\n".join(message.text for message in said))

    async def begin(self, typed: str) -> None:
        """Ask for a check, then type something that is no answer."""
        await self._person.say("/groomingcheck")
        while not self.shown.buttons:
            await asyncio.sleep(0.01)
        number = await self._person.say(typed)
        while self._person.chat.find(number):
            await asyncio.sleep(0.01)

    async def press(self, label: str) -> None:
        """Press the button with this label."""
        await self._person.press(label)


class Stage:
    """A Telegram with a bot. `name`: the channel's, and how it delivers."""

    def __init__(self, *, webhook: bool) -> None:
        """`webhook`: it delivers by itself; otherwise the bot asks."""
        self.name = "Telegram, webhook" if webhook else "Telegram, long polling"
        self._webhook = webhook
        self._fake = FakeTelegram("4310001:audit")
        self._guests: list[Guest] = []

    async def open(self, bot: str) -> Mapping[str, str]:
        """Open it for a bot at this address, and give the settings that lead the bot to it."""
        await self._fake.__aenter__()
        known = {"TELEGRAM_BOT_TOKEN": self._fake.token, "TELEGRAM_API_URL": self._fake.url}
        hook = {"TELEGRAM_WEBHOOK_URL": bot + PATH, "TELEGRAM_WEBHOOK_SECRET": secrets.token_hex(16)}
        return known | hook if self._webhook else known

    async def ready(self) -> None:
        """Nothing more is to be waited for: what people do is kept until the bot asks, or can be told."""

    def guest(self) -> Guest:
        """Give somebody new."""
        self._guests.append(Guest(self._fake))
        return self._guests[-1]

    def left(self, words: Collection[str]) -> int:  # noqa: ARG002 - whatever it says
        """Count the messages that stand in any chat."""
        return sum(len(chat.messages) for chat in self._fake.account.chats.values())

    async def close(self) -> None:
        """Close it."""
        await self._fake.__aexit__(None, None, None)
