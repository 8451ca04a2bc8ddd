"""A Telegram that answers immediately and forgets empty chats, and people who do checks.

The product's own simulator validates every call in full, which takes longer than the bot's own work.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

from benchmarks.soak.web_server import Asked, Json, listen

TOKEN = "1:benchmark"  # noqa: S105 - fake
_BOT: Json = {"id": 1, "is_bot": True, "first_name": "bot", "username": "bot"}
_EMPTY: dict[str, object] = {
    "getMe": _BOT,
    "getMyCommands": [],
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
    "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
}
_GONE: dict[str, Json] = {
    method: {"ok": False, "error_code": 400, "description": f"Bad Request: message to {what} not found"}
    for method, what in (("editMessageText", "edit"), ("deleteMessage", "delete"), ("sendMessage", "be replied"))
}
"""Telegram's answers if a message doesn't exist; deleting several succeeds anyway. (Client.cpp:6722-6783)"""
_MAX_UPDATES = 100
"""Maximum number of updates in one answer."""
_MAX_WAIT = 20.0
"""Maximum seconds that a request for updates waits."""


@dataclass
class _Chat:
    """A private chat.

    Attributes:
        messages: The payloads of each message's buttons, by its number.
        shown: A future of the next screen, or None if nobody waits for one.
    """

    messages: dict[int, list[str]] = field(default_factory=dict)
    shown: "asyncio.Future[int] | None" = None


class Telegram:
    """A minimal Telegram.

    Attributes:
        url: The address of its Bot API.
        socket: The path of its local socket.
        chats: The non-empty chats, by person.
    """

    def __init__(self) -> None:
        """Start without chats."""
        self.url = self.socket = ""
        self.chats: dict[int, _Chat] = {}
        self._numbers, self._updates = count(1), count(1)
        self._queue: deque[Json] = deque()
        self._arrived = asyncio.Event()
        self._deliver: Callable[[Json], object] = self._keep

    @classmethod
    @asynccontextmanager
    async def open(cls) -> "AsyncIterator[Telegram]":
        """Serve until the end of the block."""
        telegram = cls()
        with TemporaryDirectory() as folder:
            telegram.socket = str(Path(folder) / "socket")
            servers, telegram.url = await listen(telegram.answer, telegram.wait, Path(telegram.socket))
            try:
                yield telegram
            finally:
                for server in servers:
                    server.close()

    @asynccontextmanager
    async def delivering(self, hooks: Sequence[str], secret: str) -> AsyncIterator[None]:
        """Post updates to these URLs alternately, until the end of the block."""
        async with (
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session,
            asyncio.TaskGroup() as posts,
        ):
            turns = cycle(hooks)

            async def post(update: Json) -> None:
                headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
                async with session.post(next(turns), json=update, headers=headers) as answer:
                    answer.raise_for_status()

            self._deliver = lambda update: posts.create_task(post({"update_id": next(self._updates), **update}))
            yield

    async def check(self, person: int, command: str, buttons: Sequence[int]) -> list[float]:
        """Run a complete check; return the seconds until each screen appeared."""
        chat = self.chats.setdefault(person, _Chat())
        number = next(self._numbers)
        chat.messages[number] = []
        typed: Json = {"message": {**_about(person, number), "from": _user(person), "text": command}}
        took = [await self._wait_for_screen(chat, typed)]
        for button in buttons:
            message = next(reversed(chat.messages))
            query = {"id": "1", "from": _user(person), "chat_instance": "1", "data": chat.messages[message][button]}
            pressed: Json = {"callback_query": {**query, "message": {**_about(person, message), "from": _BOT}}}
            took.append(await self._wait_for_screen(chat, pressed))
        chat.shown = None
        self._remove(person, [])
        return took

    async def fill(self, updates: int) -> None:
        """Deliver this many irrelevant updates, and wait until all are received."""
        for _ in range(updates):
            self._deliver({})
        while self._queue:
            await asyncio.sleep(0.05)

    def edit_own_message(self, person: int) -> None:
        """Edit a message as its author, which the bot wipes without answering."""
        number = next(self._numbers)
        self.chats[person] = _Chat({number: []})
        self._deliver({"edited_message": {**_about(person, number), "from": _user(person), "text": "x"}})

    async def _wait_for_screen(self, chat: _Chat, update: Json) -> float:
        since, chat.shown = time.perf_counter(), asyncio.get_running_loop().create_future()
        self._deliver(update)
        await chat.shown
        return time.perf_counter() - since

    def _keep(self, update: Json) -> None:
        self._queue.append({"update_id": next(self._updates), **update})
        self._arrived.set()

    def answer(self, method: str, asked: Asked) -> Json:
        """Answer a call."""
        if method == "getUpdates":
            return {"ok": True, "result": self._pending(asked["offset"])}
        done = getattr(self, f"_{method}", None)
        try:
            return {"ok": True, "result": done(asked["chat_id"], asked) if done else _EMPTY.get(method, True)}
        except LookupError:
            return _GONE[method]

    async def wait(self, method: str, asked: Asked) -> None:
        """Wait for updates, as long as the call allows."""
        if method == "getUpdates" and not self._pending(asked["offset"]):
            self._arrived.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(min(float(asked["timeout"]), _MAX_WAIT)):
                    await self._arrived.wait()

    def _pending(self, offset: int) -> list[Json]:
        while self._queue and int(str(self._queue[0]["update_id"])) < offset:
            self._queue.popleft()
        return [self._queue[place] for place in range(min(_MAX_UPDATES, len(self._queue)))]

    def _sendMessage(self, person: int, asked: Asked) -> Json:  # noqa: N802 - the name of the method
        return self._show(person, next(self._numbers), asked)

    def _editMessageText(self, person: int, asked: Asked) -> Json:  # noqa: N802 - likewise
        number = int(asked["message_id"])
        self.chats[person].messages[number]  # an error if that message doesn't exist
        return self._show(person, number, asked)

    def _deleteMessage(self, person: int, asked: Asked) -> bool:  # noqa: N802 - likewise
        number = int(asked["message_id"])
        self.chats[person].messages[number]  # likewise
        return self._remove(person, [number])

    def _deleteMessages(self, person: int, asked: Asked) -> bool:  # noqa: N802 - likewise
        return self._remove(person, asked["message_ids"])

    def _show(self, person: int, number: int, asked: Asked) -> Json:
        chat = self.chats[person]
        rows: list[list[dict[str, Any]]] = asked.get("reply_markup", {}).get("inline_keyboard", [])
        chat.messages[number] = [button["callback_data"] for row in rows for button in row]
        if chat.shown and not chat.shown.done():
            chat.shown.set_result(number)
        return {**_about(person, number), "from": _BOT, "text": "x"}

    def _remove(self, person: int, numbers: list[int]) -> bool:
        chat = self.chats.get(person, _Chat())
        for number in numbers:
            chat.messages.pop(number, None)
        if not (chat.messages or chat.shown):
            self.chats.pop(person, None)
        return True


def _about(person: int, number: int) -> Json:
    return {"message_id": number, "date": int(time.time()), "chat": {"id": person, "type": "private"}}


def _user(person: int) -> Json:
    return {"id": person, "is_bot": False, "first_name": "A", "language_code": "nl"}
