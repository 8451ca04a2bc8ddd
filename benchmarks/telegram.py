"""A bot on a simulated Telegram on loopback, and people who do a check."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from adapters.privacy.audit.ports import free_port
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from benchmarks.crowd import PEOPLE, Crowd, Way, onward
from benchmarks.service import LATENCY, serving


@dataclass(frozen=True, slots=True)
class Someone:
    """A person on Telegram.

    Attributes:
        person: The simulated person.
        check: The command for the check.
    """

    person: Person
    check: str

    @property
    def screen(self) -> Message | None:
        """Return the bot's message if it is the only one in the chat, or else None."""
        messages = self.person.chat.messages
        return messages[0] if [message.from_bot for message in messages] == [True] else None

    async def begin(self) -> None:
        """Type the command."""
        await self.person.say(self.check)

    async def press(self) -> None:
        """Press a button that continues the check."""
        rows = self.person.chat.messages[0].buttons
        await self.person.press(onward([button.label for row in rows for button in row]))


@asynccontextmanager
async def crowd(check: str, *, webhook: bool) -> AsyncIterator[Crowd]:
    """Serve people on Telegram until the end of the block."""
    port = free_port()
    async with (
        TelegramSimulator(latency=LATENCY, limits=False) as telegram,
        serving(port, setting(telegram, port if webhook else None)),
    ):
        yield crowd_on(telegram, [Someone(telegram.person(1 + number), f"/{check}") for number in range(PEOPLE)])


def crowd_on(telegram: TelegramSimulator, people: Sequence[Someone]) -> Crowd:
    """Return these people on a simulated Telegram."""
    return Crowd(people, f"{telegram.url}/bot{telegram.token}/getMe", "aiohttp")


WAYS: Mapping[str, Way] = {"webhook": partial(crowd, webhook=True), "polling": partial(crowd, webhook=False)}


def setting(telegram: TelegramSimulator, hook: int | None = None) -> dict[str, str]:
    """Return the settings for a bot on this Telegram.

    Args:
        telegram: The simulated platform.
        hook: The port that Telegram delivers to, or None for polling.
    """
    secret = {"TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{hook}/telegram", "TELEGRAM_WEBHOOK_SECRET": "benchmark" * 4}
    return {
        "TELEGRAM_API_URL": telegram.url,
        "TELEGRAM_BOT_TOKEN": telegram.token,
        **(secret if hook else {}),
    }
