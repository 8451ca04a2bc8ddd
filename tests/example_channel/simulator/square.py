"""Plein's data: chats, their messages, and the events that the bot hasn't confirmed yet."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

from adapters.simulators.json_object import JsonObject
from tests.example_channel.simulator.rules import TAG, Button, Refusal


@dataclass
class Message:
    """A message. `of_bot`: whether the bot posted it; `at`: Unix time in seconds."""

    id: int
    of_bot: bool
    html: str
    buttons: Sequence[Button] = ()
    at: int = field(default_factory=lambda: int(time.time()))

    @property
    def text(self) -> str:
        """Return its text, without markup."""
        return unescape(TAG.sub("", self.html))


@dataclass
class Chat:
    """A chat. `team`: whether it is for several people, or private; `with_bot`: whether the bot is in it."""

    id: int
    team: bool
    title: str
    members: set[int]
    with_bot: bool = True
    messages: list[Message] = field(default_factory=list)

    def find(self, message: int) -> Message | None:
        """Return the message with this id; None if it is gone."""
        return next((one for one in self.messages if one.id == message), None)


class Square:
    """All chats and pending events.

    Attributes:
        chats: By id.
        presses: The presses that aren't acknowledged yet.
        lines: The lines with which presses were acknowledged.
    """

    def __init__(self) -> None:
        """Start without chats."""
        self.chats: dict[int, Chat] = {}
        self.presses: set[str] = set()
        self.lines: list[str] = []
        self._events: list[JsonObject] = []
        self._count = 0
        self._asking = 0
        self._changed = asyncio.Condition()

    def add(self, chat: Chat, of_bot: bool, html: str, buttons: Sequence[Button] = ()) -> Message:  # noqa: FBT001
        """Post a message. Ids increase across all chats."""
        self._count += 1
        chat.messages.append(Message(self._count, of_bot, html, buttons))
        return chat.messages[-1]

    async def tell(self, chat: Chat, message: Message, person: JsonObject, did: JsonObject) -> None:
        """Send the bot an event, if it is in the chat."""
        if not chat.with_bot:
            return
        self._count += 1
        where = {"chat": {"id": chat.id, "team": chat.team}, "message": {"id": message.id, "at": message.at}}
        async with self._changed:
            self._events.append({"number": self._count, **where, "person": person, "did": did})
            self._changed.notify_all()

    async def events(self, start: int, wait: float) -> list[JsonObject]:
        """Return the events from this number on, and drop earlier ones; a request that is still waiting ends."""
        async with self._changed:
            self._asking += 1
            mine = self._asking
            self._changed.notify_all()
            self._events = [one for one in self._events if one["number"] >= start]
            try:
                async with asyncio.timeout(wait):
                    await self._changed.wait_for(lambda: self._events or self._asking != mine)
            except TimeoutError:
                return []
            if self._asking != mine:
                raise Refusal(409, "taken")
            return list(self._events)
