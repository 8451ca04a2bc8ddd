"""Slack on loopback, as an audit wants it."""

import asyncio
import json
import secrets
from collections.abc import Collection, Mapping

from adapters.audit.stage import Shown
from adapters.slack.fake.person import Person
from adapters.slack.fake.server import FakeSlack
from adapters.slack.fake.view import View
from adapters.slack.setting import PATH

COMMAND = "/groomingcheck"


class Guest:
    """Somebody in a workspace. `name`: their user name; `number`: their id."""

    def __init__(self, fake: FakeSlack) -> None:
        """Give them a name and a number that nothing else has."""
        self.number = f"U{secrets.token_hex(7).upper()}"
        self.name = f"kanarie-{secrets.token_hex(6)}"
        self.person: Person = fake.person(self.number)
        self.person.name = self.name

    @property
    def shown(self) -> Shown:
        """Give what stands in the window; nothing where it is closed."""
        if not (modal := self.person.modal):
            return Shown()
        found = [(button.text, button.value) for button in modal.buttons]
        answers = tuple(button.text for button in modal.buttons if button.accessibility_label != button.text)
        return Shown("\n".join(modal.texts), (*found, *([(modal.submit, "")] if modal.submit else [])), answers)

    async def begin(self, typed: str) -> None:
        """Ask for a check, and type something behind the command."""
        await self.person.command(COMMAND, typed)
        while not self.person.modal:
            await asyncio.sleep(0.01)

    async def press(self, label: str) -> None:
        """Press the button with this label, the one below the window included."""
        if self.person.modal and label == self.person.modal.submit:
            await self.person.submit()
        else:
            await self.person.press(label)


class Stage:
    """A Slack with an app. `name`: the channel's, and how it delivers."""

    def __init__(self, *, http: bool) -> None:
        """`http`: it delivers by itself; otherwise the bot connects to it (Socket Mode)."""
        self.name = "Slack, HTTP" if http else "Slack, Socket Mode"
        self._http = http
        self._fake = FakeSlack()
        self._guests: list[Guest] = []

    async def open(self, bot: str) -> Mapping[str, str]:
        """Open it for a bot at this address, and give the settings that lead the bot to it."""
        await self._fake.__aenter__()
        self._fake.deliver_to(bot + PATH if self._http else None)
        known = {"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_API_URL": self._fake.url}
        way = {"SLACK_SIGNING_SECRET": self._fake.signing_secret} if self._http else {"SLACK_APP_TOKEN": "xapp-test"}
        return known | way

    async def ready(self) -> None:
        """Wait until the bot is connected, where it connects."""
        if not self._http:
            await self._fake.connected(60)

    def guest(self) -> Guest:
        """Give somebody new."""
        self._guests.append(Guest(self._fake))
        return self._guests[-1]

    def left(self, words: Collection[str]) -> int:
        """Count the messages in any channel, and windows and Home tabs with any of these words on or behind them."""
        people = [guest.person for guest in self._guests]
        messages = sum(len(channel.messages) for channel in self._fake.workspace.channels.values())
        ephemeral = sum(len(person.ephemerals) for person in people)
        views = [view for person in people for view in (*person.views, person.home) if view]
        return messages + ephemeral + sum(_says(view, words) for view in views)

    async def close(self) -> None:
        """Close it."""
        await self._fake.__aexit__(None, None, None)


def _says(view: View, words: Collection[str]) -> bool:
    """Tell whether any of these words is on this view below its title, or anywhere behind it."""
    behind = json.dumps([view.blocks, view.content.get("private_metadata")], ensure_ascii=False)
    held = "\n".join([*view.texts, behind])
    return any(word in held for word in words)
