"""The whole bot in this process, on a Telegram that answers at once: all that a turn costs, but for the network.

Wiping and the moving of deadlines run beside it as they do in the bot that serves, and the ledger is a real file.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

from telegram.request import BaseRequest, RequestData

from adapters.dialogue import Dialogue
from adapters.due import Due
from adapters.lane import Lanes
from adapters.ledger.session import Session
from adapters.service import Service
from adapters.telegram.api import Api
from adapters.telegram.call import NAME
from adapters.telegram.conversation import Conversation
from adapters.telegram.eraser import Eraser
from adapters.telegram.inbox import REMEMBERED, Inbox
from adapters.telegram.planning import Planning
from adapters.telegram.poster import Poster
from adapters.telegram.room import Room
from adapters.telegram.setting import Setting
from benchmarks.turn import LOCALE

_BOT = {"id": 1, "is_bot": True, "first_name": "bot", "username": "bot"}
_CALM = 0.1
"""Seconds after the last wipe for the ledger to be told of it."""


class Instant(BaseRequest):
    """A Telegram that answers at once. `payloads`: of the buttons it was sent last; `wiped`: calls that delete."""

    read_timeout = None

    def __init__(self) -> None:
        """Start with message number 1."""
        self.payloads: list[str] = []
        self.wiped = 0
        self.numbers = count(1)

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(  # noqa: PLR0913, PLR0917 - as the SDK has it
        self,
        url: str,
        method: str,  # noqa: ARG002 - likewise
        request_data: RequestData | None = None,
        read_timeout: object = None,  # noqa: ARG002
        write_timeout: object = None,  # noqa: ARG002
        connect_timeout: object = None,  # noqa: ARG002
        pool_timeout: object = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Answer as Telegram would, in as few words as the peers are answered in."""
        called = url.rpartition("/")[2]
        self.wiped += called == "deleteMessage"
        result: object = _BOT if called == "getMe" else True
        if called in {"sendMessage", "editMessageText"}:
            asked: dict[str, Any] = request_data.parameters if request_data else {}
            rows = asked.get("reply_markup", {}).get("inline_keyboard", [])
            self.payloads = [button["callback_data"] for row in rows for button in row]
            number = asked.get("message_id") or next(self.numbers)
            result = {"message_id": number, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}
        return 200, json.dumps({"ok": True, "result": result}).encode()


class Chat:
    """People who hold checks with the bot, one update at a time."""

    def __init__(self, telegram: Instant, inbox: Inbox, lanes: Lanes) -> None:
        """`lanes`: the inbox's own."""
        self._telegram = telegram
        self._inbox = inbox
        self._lanes = lanes
        self._updates = count(1)
        self._open: dict[int, tuple[int, list[str]]] = {}

    async def begin(self, people: Iterable[int], command: str) -> None:
        """Have each of these people type a command, and wait until all that they typed is wiped."""
        wiped = self._telegram.wiped
        for person in people:
            wiped += 1
            about = self._about(person, next(self._telegram.numbers))
            await self._feed({"message": {**about, "from": _user(person), "text": f"/{command}"}})
            self._open[person] = self._shown()
        while self._telegram.wiped < wiped:
            await asyncio.sleep(0.01)
        await asyncio.sleep(_CALM)

    async def press(self, person: int, button: int) -> None:
        """Have this person press the button with this number, counted from 0."""
        message, payloads = self._open[person]
        query = {"id": "1", "from": _user(person), "chat_instance": "1", "data": payloads[button]}
        await self._feed({"callback_query": {**query, "message": {**self._about(person, message), "from": _BOT}}})
        self._open[person] = message, self._telegram.payloads

    async def fill(self) -> None:
        """Have the inbox remember as many updates as it ever will."""
        await self._inbox.take([{"update_id": next(self._updates)} for _ in range(REMEMBERED)])

    def leave(self) -> None:
        """Forget what is on everybody's screen; the bot doesn't know."""
        self._open.clear()

    async def _feed(self, update: dict[str, object]) -> None:
        await self._inbox.take([{"update_id": next(self._updates), **update}])
        await self._lanes.done()

    def _shown(self) -> tuple[int, list[str]]:
        """Give the number of the message that was posted last, and its payloads."""
        following = next(self._telegram.numbers)
        self._telegram.numbers = count(following)
        return following - 1, self._telegram.payloads

    def _about(self, person: int, message: int) -> dict[str, object]:
        return {"message_id": message, "date": int(time.time()), "chat": {"id": person, "type": "private"}}


@asynccontextmanager
async def opened(dialogue: Dialogue, idle: float, database: Path) -> AsyncIterator[Chat]:
    """Run the bot until the end of the block."""
    session, telegram = await Session.open(f"sqlite:///{database}"), Instant()
    service = Service.on(session, dialogue, idle, LOCALE)
    api = Api(Setting("1:a", "http://localhost", None, ""), telegram)
    await api.open()
    room = Room(api, NAME, service)
    planning = Planning(api, room, Poster(api, "x"), service, NAME, administrators=False)
    conversation = Conversation(api, room, planning, dialogue, LOCALE)
    due = Due(service.ledger, {NAME: Eraser(api, NAME, service, "x")})
    wiping, moving = asyncio.create_task(due.run()), asyncio.create_task(service.deadlines.run())
    try:
        yield Chat(telegram, Inbox(conversation, NAME, service), service.lanes)
    finally:
        moving.cancel()
        due.stop()
        await asyncio.gather(wiping, moving, return_exceptions=True)
        await api.close()
        await session.close()


def _user(person: int) -> dict[str, object]:
    return {"id": person, "is_bot": False, "first_name": "A", "language_code": LOCALE}
