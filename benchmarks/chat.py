"""The whole bot in this process, with a Telegram that answers immediately: the cost of a turn without a network.

The wipe worker and the deadline buffer run as usual, and the database is a real file.
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

from adapters.channels.inbox import REMEMBERED
from adapters.channels.services import SharedServices
from adapters.checks.dialogue import Dialogue
from adapters.concurrency.user_queue import UserQueue
from adapters.storage.session import Session
from adapters.telegram.api import Api
from adapters.telegram.channel import TelegramChannel
from adapters.telegram.settings import TelegramSettings
from adapters.wiping.worker import WipeWorker
from benchmarks.turn import LOCALE

_BOT = {"id": 1, "is_bot": True, "first_name": "bot", "username": "bot"}
_SETTLE = 0.1
"""Seconds after the last wipe for the database to be updated."""


class Instant(BaseRequest):
    """A Telegram that answers immediately.

    Attributes:
        payloads: The payloads of the latest buttons.
        wiped: The number of deleted messages.
        numbers: The numbers of the next messages.
    """

    read_timeout = None

    def __init__(self) -> None:
        """Start with message number 1."""
        self.payloads: list[str] = []
        self.wiped = 0
        self.numbers = count(1)

    async def initialize(self) -> None:
        """Do nothing: there is no connection."""

    async def shutdown(self) -> None:
        """Do nothing: there is no connection."""

    async def do_request(  # noqa: PLR0913, PLR0917 - the SDK's signature
        self,
        url: str,
        method: str,  # noqa: ARG002 - likewise
        request_data: RequestData | None = None,
        read_timeout: object = None,  # noqa: ARG002 - likewise
        write_timeout: object = None,  # noqa: ARG002 - likewise
        connect_timeout: object = None,  # noqa: ARG002 - likewise
        pool_timeout: object = None,  # noqa: ARG002 - likewise
    ) -> tuple[int, bytes]:
        """Answer like Telegram, but as briefly as for the peers."""
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
    """People who do checks with the bot, one update at a time."""

    def __init__(self, telegram: Instant, channel: TelegramChannel, user_queue: UserQueue) -> None:
        """Start with nobody in a check.

        Args:
            telegram: Receives the bot's calls.
            channel: Receives updates.
            user_queue: The channel's queue.
        """
        self._telegram = telegram
        self._channel = channel
        self._user_queue = user_queue
        self._updates = count(1)
        self._open: dict[int, tuple[int, list[str]]] = {}

    async def begin(self, people: Iterable[int], command: str) -> None:
        """Type a command as each of these people, and wait until everything they typed is wiped."""
        wiped = self._telegram.wiped
        for person in people:
            wiped += 1
            about = self._about(person, next(self._telegram.numbers))
            await self._feed({"message": {**about, "from": _user(person), "text": f"/{command}"}})
            self._open[person] = self._last_message()
        while self._telegram.wiped < wiped:
            await asyncio.sleep(0.01)
        await asyncio.sleep(_SETTLE)

    async def press(self, person: int, button: int) -> None:
        """Press the button with this index as this person."""
        message, payloads = self._open[person]
        query = {"id": "1", "from": _user(person), "chat_instance": "1", "data": payloads[button]}
        await self._feed({"callback_query": {**query, "message": {**self._about(person, message), "from": _BOT}}})
        self._open[person] = message, self._telegram.payloads

    async def fill(self) -> None:
        """Fill the channel's memory of updates to its limit."""
        await self._channel.inbox.take([{"update_id": next(self._updates)} for _ in range(REMEMBERED)])

    def leave(self) -> None:
        """Forget everybody's screens, without the bot noticing."""
        self._open.clear()

    async def _feed(self, update: dict[str, object]) -> None:
        await self._channel.inbox.take([{"update_id": next(self._updates), **update}])
        await self._user_queue.join()

    def _last_message(self) -> tuple[int, list[str]]:
        """Return the number of the latest message, and its payloads."""
        following = next(self._telegram.numbers)
        self._telegram.numbers = count(following)
        return following - 1, self._telegram.payloads

    def _about(self, person: int, message: int) -> dict[str, object]:
        return {"message_id": message, "date": int(time.time()), "chat": {"id": person, "type": "private"}}


@asynccontextmanager
async def opened(dialogue: Dialogue, idle: float, database: Path) -> AsyncIterator[Chat]:
    """Run the bot until the end of the block."""
    session, telegram = await Session.open(f"sqlite:///{database}"), Instant()
    services = SharedServices.on(session, dialogue, idle, LOCALE)
    settings = TelegramSettings("1:a", "http://localhost", None, "")
    channel = TelegramChannel(settings, services, Api(settings, telegram))
    await channel.open()
    wipe_worker = WipeWorker(services.wipe_store, {channel.account: channel})
    wiping, moving = asyncio.create_task(wipe_worker.run()), asyncio.create_task(services.deadlines.run())
    try:
        yield Chat(telegram, channel, services.user_queue)
    finally:
        moving.cancel()
        wipe_worker.stop()
        await asyncio.gather(wiping, moving, return_exceptions=True)
        await channel.close()
        await session.close()


def _user(person: int) -> dict[str, object]:
    return {"id": person, "is_bot": False, "first_name": "A", "language_code": LOCALE}
