"""Slack, put together: how it is received, who answers, who wipes."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import Any

from starlette.routing import BaseRoute

from adapters import log
from adapters.lane import Turn
from adapters.service import RejectedError, Service
from adapters.slack import wire
from adapters.slack.api import NAME, Api
from adapters.slack.conversation import Conversation
from adapters.slack.coordinator import Coordinators
from adapters.slack.door import Door
from adapters.slack.eraser import Eraser
from adapters.slack.error import AwayError, RefusedError
from adapters.slack.language import Languages
from adapters.slack.listener import CLEAR, listener
from adapters.slack.modal import Words
from adapters.slack.planning import Planning
from adapters.slack.poster import Poster
from adapters.slack.setting import Setting
from adapters.slack.socket import Socket
from messages.markup import plain

REMEMBERED = 10_000
"""Events whose ids are remembered, so that one that is delivered twice is taken once."""
OPENING = 5
"""Windows that may be opening for one person at once, as whoever presses again and again would have the rest wait."""
ENDINGS = ("", "en", "s")
"""How the word for reminders may end: people type one or several, in either language."""


class Slack:
    """The channel, from its way in to what it leaves behind, which is nothing."""

    name = NAME
    account = NAME  # a modal has a name of its own, whichever workspace it is in

    def __init__(self, setting: Setting, service: Service) -> None:
        """Nothing is sent until `open`."""
        self._setting = setting
        self._service = service
        self._api = Api(setting)
        languages = Languages(self._api, service.dialogue.locales, service.locale)
        coordinators = Coordinators(self._api, service.coordinators)
        self._planning = Planning(self._api, service, languages, coordinators)
        self._conversation = Conversation(self._api, service, languages, self._planning)
        self._taken: OrderedDict[str, None] = OrderedDict()
        words = {key: plain(text) for key, text in service.dialogue.words(service.locale).items()}
        title = service.dialogue.title(service.locale)
        self.wiper = Eraser(self._api, words["chat.erased"], title, Words(words["modal.close"], words["modal.answer"]))
        self.poster = Poster(self._api)
        self._words = frozenset(
            plain(service.dialogue.words(locale)["reminder.word"]).lower() + ending
            for locale in service.dialogue.locales
            for ending in ENDINGS
        )
        service.health.expect(NAME, 0.0)
        self._app = listener(setting, self._api, self._take, self._reply)
        self._door = None if setting.app_token else Door(self._app, setting.signing_secret, self._hear)

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """Give what it receives over HTTP."""
        return [self._door.route] if self._door else []

    async def open(self) -> None:
        """Ask Slack what the app may do. Raises `RejectedError` if it doesn't know the token."""
        try:
            await self._api.open()
        except RefusedError as error:
            msg = f"SLACK_BOT_TOKEN: Slack doesn't accept this token ({error})."
            raise RejectedError(msg) from error
        except AwayError:
            log.event("unreachable", "warning", channel=NAME)

    async def run(self) -> None:
        """Receive until cancelled."""
        while not self._api.bot:
            await asyncio.sleep(self._service.pace.again)
            await self._api.close()
            await self.open()
        log.event("receiving", channel=NAME, transport="http" if self._door else "socket")
        if self._door:
            await self._answer(self._door)
        else:
            await Socket(self._app, self._api, self._setting, self._service.health).run()

    async def settle(self) -> None:
        """Slack needs no telling of what was taken."""

    async def close(self) -> None:
        """Let go of every connection."""
        await self._api.close()

    async def _answer(self, door: Door) -> None:
        self._service.health.expect(NAME, float("inf"))
        self._hear()  # Slack delivers when somebody does something, and can't be asked whether it would
        door.shut = False
        try:
            await asyncio.Event().wait()
        finally:
            door.shut = True

    def _hear(self) -> None:
        self._service.health.hear(NAME)

    async def _take(self, body: dict[str, Any]) -> None:
        """Take what was acknowledged, each person's in order; but who asks for a check waits for nothing."""
        event, number = wire.read(body, self._words), body.get("event_id")
        if event is None or number in self._taken:
            return
        if isinstance(number, str):
            self._taken[number] = None
            if len(self._taken) > REMEMBERED:
                self._taken.popitem(last=False)
        await self._service.lanes.room()
        if isinstance(event, wire.Plan):
            self._admit(event, partial(self._planning.take, event))
        else:
            self._admit(event, partial(self._conversation.take, event))

    def _admit(self, event: wire.Event | wire.Plan, turn: Turn) -> None:
        """Give this turn a lane; of one person's windows, only so many open at once, and the others are left out."""
        add = self._service.lanes.add
        if isinstance(event, wire.Asked | wire.Planned):
            any(add((event.sender, number), turn, most=0) for number in range(OPENING))
        else:
            add(event.sender, turn)

    def _reply(self, body: dict[str, Any]) -> dict[str, Any]:
        """Give what a view that is sent in is acknowledged with."""
        event = wire.read(body)
        return self._planning.answer(event) if isinstance(event, wire.Sent) else CLEAR
