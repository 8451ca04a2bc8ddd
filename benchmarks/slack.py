"""A bot on a Slack on loopback, and people who hold a check there."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from adapters.slack.fake.view import View
from adapters.slack.setting import PATH
from benchmarks.crowd import PEOPLE, Crowd, Way
from benchmarks.service import LATENCY, free_port, serving

BOT, APP = "xoxb-benchmark", "xapp-benchmark"


@dataclass(frozen=True, slots=True)
class Someone:
    """A person on Slack. `check`: the command for it."""

    person: Person
    check: str

    @property
    def screen(self) -> View | None:
        """Give the modal."""
        return self.person.modal

    async def begin(self) -> None:
        """Give the command."""
        await self.person.command(self.check)

    async def press(self) -> None:
        """Press the first button in the modal until it is acknowledged: over HTTP a line may just have been closed."""
        while self.person.modal and (await self.person.press(self.person.modal.buttons[0].action_id)).trouble:
            pass


@asynccontextmanager
async def crowd(check: str, *, http: bool) -> AsyncIterator[Crowd]:
    """Have people on Slack until the end of the block."""
    port = free_port()
    async with FakeSlack(BOT, APP, latency=LATENCY) as slack:
        slack.deliver_to(f"http://127.0.0.1:{port}{PATH}" if http else None)
        way = {"SLACK_SIGNING_SECRET": slack.signing_secret} if http else {"SLACK_APP_TOKEN": APP}
        async with serving(port, {"SLACK_API_URL": slack.url, "SLACK_BOT_TOKEN": BOT, **way}):
            people = [Someone(slack.person(f"U{number}"), f"/{check}") for number in range(PEOPLE)]
            yield Crowd(people, f"{slack.url}auth.test?token={BOT}", "aiohttp")


WAYS: Mapping[str, Way] = {
    "Slack socket": partial(crowd, http=False),
    "Slack HTTP": partial(crowd, http=True),
}
