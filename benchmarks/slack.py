"""A bot on a simulated Slack on loopback, and people who do a check."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from adapters.privacy.audit.ports import free_port
from adapters.simulators.slack.delivery import Ack
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.slack.view import OpenView
from adapters.slack.settings import PATH
from benchmarks.crowd import PEOPLE, Crowd, Way, onward
from benchmarks.service import LATENCY, serving

BOT, APP = "xoxb-benchmark", "xapp-benchmark"


@dataclass(frozen=True, slots=True)
class Someone:
    """A person on Slack.

    Attributes:
        person: The simulated person.
        check: The command for the check.
    """

    person: Person
    check: str

    @property
    def screen(self) -> OpenView | None:
        """Return the modal."""
        return self.person.modal

    async def begin(self) -> None:
        """Type the command."""
        await self.person.command(self.check)

    async def press(self) -> None:
        """Press a button that continues the check; retry until it is acknowledged, as connections may close."""
        while self.person.modal and (await self._press(self.person.modal)).trouble:
            pass

    async def _press(self, shown: OpenView) -> Ack:
        foot = [shown.submit] if shown.submit else []
        label = onward([*foot, *(button.accessibility_label for button in shown.buttons)])
        return await (self.person.submit() if label in foot else self.person.press(label))


@asynccontextmanager
async def crowd(check: str, *, http: bool) -> AsyncIterator[Crowd]:
    """Serve people on Slack until the end of the block."""
    port = free_port()
    async with SlackSimulator(BOT, APP, latency=LATENCY, limits=False) as slack:
        slack.deliver_to(f"http://127.0.0.1:{port}{PATH}" if http else None)
        way = {"SLACK_SIGNING_SECRET": slack.signing_secret} if http else {"SLACK_APP_TOKEN": APP}
        async with serving(port, {"SLACK_API_URL": slack.url, "SLACK_BOT_TOKEN": BOT, **way}):
            people = [Someone(slack.person(f"U{number}"), f"/{check}") for number in range(PEOPLE)]
            yield Crowd(people, f"{slack.url}auth.test?token={BOT}", "aiohttp")


WAYS: Mapping[str, Way] = {
    "Slack socket": partial(crowd, http=False),
    "Slack HTTP": partial(crowd, http=True),
}
