"""A bot on a Telegram on loopback, and people who hold a check there."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from adapters.telegram.fake.message import Message
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from benchmarks.crowd import PEOPLE, Crowd, Way
from benchmarks.service import LATENCY, free_port, serving


@dataclass(frozen=True, slots=True)
class Someone:
    """A person on Telegram. `check`: the command for it."""

    person: Person
    check: str

    @property
    def screen(self) -> Message | None:
        """Give the message, where it is the only one."""
        messages = self.person.chat.messages
        return messages[0] if [message.from_bot for message in messages] == [True] else None

    async def begin(self) -> None:
        """Type the command."""
        await self.person.say(self.check)

    async def press(self) -> None:
        """Press the first button under the message."""
        await self.person.press(self.person.chat.messages[0].buttons[0][0].label)


@asynccontextmanager
async def crowd(check: str, *, webhook: bool) -> AsyncIterator[Crowd]:
    """Have people on Telegram until the end of the block."""
    port = free_port()
    async with (
        FakeTelegram(latency=LATENCY, limits=False) as telegram,
        serving(port, setting(telegram, port if webhook else 0)),
    ):
        people = [Someone(telegram.person(1 + number), f"/{check}") for number in range(PEOPLE)]
        yield Crowd(people, f"{telegram.url}/bot{telegram.token}/getMe", "httpx")


WAYS: Mapping[str, Way] = {"webhook": partial(crowd, webhook=True), "polling": partial(crowd, webhook=False)}


def setting(telegram: FakeTelegram, hook: int = 0) -> dict[str, str]:
    """Give what to set for a bot there. `hook`: the port that Telegram delivers to, 0 for polling."""
    secret = {"TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{hook}/telegram", "TELEGRAM_WEBHOOK_SECRET": "benchmark" * 4}
    return {
        "TELEGRAM_API_URL": telegram.url,
        "TELEGRAM_BOT_TOKEN": telegram.token,
        **(secret if hook else {}),
    }
