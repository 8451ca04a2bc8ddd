"""Drives the simulated Slack for an audit."""

import asyncio
import json
import secrets
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path

from adapters.channels.platform_driver import VisibleScreen
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.slack.view import OpenView
from adapters.slack.settings import PATH

COMMAND = "/groomingcheck"


class SlackUser:
    """A user in a workspace. `name`: their user name; `number`: their id."""

    def __init__(self, fake: SlackSimulator) -> None:
        """Choose a unique name and number."""
        self.number = f"U{secrets.token_hex(7).upper()}"
        self.name = f"kanarie-{secrets.token_hex(6)}"
        self.person: Person = fake.person(self.number)
        self.person.name = self.name

    @property
    def shown(self) -> VisibleScreen:
        """Return what the modal shows; an empty screen if it is closed."""
        if not (modal := self.person.modal):
            return VisibleScreen()
        found: list[tuple[str, str | None]] = [(button.text, button.value) for button in modal.buttons]
        if modal.submit:
            _, _, sealed = modal.content.get("private_metadata", "").partition(" ")
            found.append((modal.submit, sealed or None))
        answers = tuple(button.text for button in modal.buttons if button.accessibility_label != button.text)
        return VisibleScreen("\n".join(modal.texts), tuple(found), answers)

    async def begin(self, typed: str) -> None:
        """Start a check with the command, followed by this text."""
        await self.person.command(COMMAND, typed)
        while not self.person.modal:
            await asyncio.sleep(0.01)

    async def press(self, label: str) -> None:
        """Press the button with this label, including the one at the foot of the modal."""
        if self.person.modal and label == self.person.modal.submit:
            await self.person.submit()
        else:
            await self.person.press(label)


class SlackDriver:
    """A simulated Slack with one app. `name`: the name of the channel, and its transport."""

    def __init__(self, *, http: bool) -> None:
        """Set up. `http`: whether it delivers to a URL; otherwise the bot connects to it (Socket Mode)."""
        self.name = "Slack, HTTP" if http else "Slack, Socket Mode"
        self._http = http
        self._fake = SlackSimulator()
        self._users: list[SlackUser] = []

    async def open(self, bot: str) -> Mapping[str, str]:
        """Start it for a bot at this address, and return the settings that point the bot at it."""
        await self._fake.__aenter__()
        self._fake.deliver_to(bot + PATH if self._http else None)
        known = {"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_API_URL": self._fake.url}
        way = {"SLACK_SIGNING_SECRET": self._fake.signing_secret} if self._http else {"SLACK_APP_TOKEN": "xapp-test"}
        return known | way

    async def ready(self) -> None:
        """Wait until the bot is connected, if in Socket Mode."""
        if not self._http:
            await self._fake.connected(60)

    def new_user(self) -> SlackUser:
        """Return a new user."""
        self._users.append(SlackUser(self._fake))
        return self._users[-1]

    def paused(self) -> AbstractAsyncContextManager[None]:
        """Return a context that does nothing: no user sends anything of their own accord."""
        return nullcontext()

    async def count_remaining(self, words: Collection[str]) -> int:
        """Count the messages in all channels, and the modals and Home tabs that contain any of these words."""
        people = [user.person for user in self._users]
        messages = sum(len(channel.messages) for channel in self._fake.workspace.channels.values())
        ephemeral = sum(len(person.ephemerals) for person in people)
        views = [view for person in people for view in (*person.views, person.home) if view]
        return messages + ephemeral + sum(_says(view, words) for view in views)

    async def kept(self) -> Sequence[Path]:
        """Return no folders: no devices are simulated."""
        return ()

    async def close(self) -> None:
        """Stop it."""
        await self._fake.__aexit__(None, None, None)


def _says(view: OpenView, words: Collection[str]) -> bool:
    """Return whether this view contains any of these words, visible or not, other than in its title."""
    behind = json.dumps([view.blocks, view.content.get("private_metadata")], ensure_ascii=False)
    held = "\n".join([*view.texts, behind])
    return any(word in held for word in words)
