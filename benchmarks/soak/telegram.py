"""A Telegram that answers at once and keeps nothing of a chat that is empty, and people who hold checks there.

The fake Telegram that ships with the product looks at every letter; that takes longer than all that the bot does.
"""

import asyncio
import json
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

from benchmarks.soak.wire import Json, listen

TOKEN = "1:benchmark"  # noqa: S105 - made up
_BOT: Json = {"id": 1, "is_bot": True, "first_name": "bot", "username": "bot"}
_EMPTY: dict[str, object] = {
    "getMe": _BOT,
    "getMyCommands": [],
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
    "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
}
_MOST = 100
"""Updates that one answer holds, at most."""
_LONGEST = 20.0
"""Seconds that a request for updates waits."""


@dataclass
class _Chat:
    """`messages`: that stand there, each with the payloads below it; `shown`: the next screen; None: nobody waits."""

    messages: dict[int, list[str]] = field(default_factory=dict)
    shown: "asyncio.Future[int] | None" = None


class Telegram:
    """The platform."""

    def __init__(self) -> None:
        """Start with nobody there."""
        self.url = self.road = ""
        self.chats: dict[int, _Chat] = {}
        self._numbers, self._updates = count(1), count(1)
        self._waiting: deque[Json] = deque()
        self._some = asyncio.Event()
        self._put: Callable[[Json], object] = self._keep

    @classmethod
    @asynccontextmanager
    async def open(cls) -> "AsyncIterator[Telegram]":
        """Serve until the end of the block."""
        made = cls()
        with TemporaryDirectory() as folder:
            made.road = str(Path(folder) / "road")
            servers, made.url = await listen(made.answer, made.wait, Path(made.road))
            try:
                yield made
            finally:
                for server in servers:
                    server.close()

    @asynccontextmanager
    async def delivering(self, hooks: Sequence[str], secret: str) -> AsyncIterator[None]:
        """Post each update to one of these addresses in turns, until the end of the block."""
        async with (
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session,
            asyncio.TaskGroup() as posts,
        ):
            turns = cycle(hooks)

            async def post(update: Json) -> None:
                headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
                async with session.post(next(turns), json=update, headers=headers) as answer:
                    answer.raise_for_status()

            self._put = lambda update: posts.create_task(post({"update_id": next(self._updates), **update}))
            yield

    async def check(self, person: int, command: str, buttons: Sequence[int]) -> list[float]:
        """Hold a whole check, from the command on; give the seconds that each screen took to come."""
        chat = self.chats.setdefault(person, _Chat())
        number = next(self._numbers)
        chat.messages[number] = []
        took = [await self._tell(chat, {"message": {**_about(person, number), "from": _user(person), "text": command}})]
        for button in buttons:
            message = next(reversed(chat.messages))
            query = {"id": "1", "from": _user(person), "chat_instance": "1", "data": chat.messages[message][button]}
            pressed: Json = {"callback_query": {**query, "message": {**_about(person, message), "from": _BOT}}}
            took.append(await self._tell(chat, pressed))
        chat.shown = None
        self._remove(person, [])
        return took

    async def fill(self, updates: int) -> None:
        """Tell so many updates that mean nothing, and wait until all are taken."""
        for _ in range(updates):
            self._put({})
        while self._waiting:
            await asyncio.sleep(0.05)

    def stir(self, person: int) -> None:
        """Have somebody change a message of their own, which is wiped at once without a word."""
        number = next(self._numbers)
        self.chats[person] = _Chat({number: []})
        self._put({"edited_message": {**_about(person, number), "from": _user(person), "text": "x"}})

    async def _tell(self, chat: _Chat, update: Json) -> float:
        since, chat.shown = time.perf_counter(), asyncio.get_running_loop().create_future()
        self._put(update)
        await chat.shown
        return time.perf_counter() - since

    def _keep(self, update: Json) -> None:
        self._waiting.append({"update_id": next(self._updates), **update})
        self._some.set()

    def answer(self, method: str, form: dict[str, str]) -> Json:
        """Do what is called."""
        if method == "getUpdates":
            return {"ok": True, "result": self._told(int(form["offset"]))}
        done = getattr(self, f"_{method}", None)
        return {"ok": True, "result": done(int(form["chat_id"]), form) if done else _EMPTY.get(method, True)}

    async def wait(self, method: str, form: dict[str, str]) -> None:
        """Wait until there are updates, for as long as is asked."""
        if method == "getUpdates" and not self._told(int(form["offset"])):
            self._some.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(min(float(form["timeout"]), _LONGEST)):
                    await self._some.wait()

    def _told(self, offset: int) -> list[Json]:
        while self._waiting and int(str(self._waiting[0]["update_id"])) < offset:
            self._waiting.popleft()
        return [self._waiting[place] for place in range(min(_MOST, len(self._waiting)))]

    def _sendMessage(self, person: int, form: dict[str, str]) -> Json:  # noqa: N802 - as Telegram has it
        return self._show(person, next(self._numbers), form)

    def _editMessageText(self, person: int, form: dict[str, str]) -> Json:  # noqa: N802
        return self._show(person, int(form["message_id"]), form)

    def _deleteMessage(self, person: int, form: dict[str, str]) -> bool:  # noqa: N802
        return self._remove(person, [int(form["message_id"])])

    def _deleteMessages(self, person: int, form: dict[str, str]) -> bool:  # noqa: N802
        return self._remove(person, json.loads(form["message_ids"]))

    def _show(self, person: int, number: int, form: dict[str, str]) -> Json:
        chat = self.chats[person]
        rows: list[list[dict[str, Any]]] = json.loads(form.get("reply_markup", "{}")).get("inline_keyboard", [])
        chat.messages[number] = [button["callback_data"] for row in rows for button in row]
        if chat.shown and not chat.shown.done():
            chat.shown.set_result(number)
        return {**_about(person, number), "from": _BOT, "text": "x"}

    def _remove(self, person: int, numbers: list[int]) -> bool:
        chat = self.chats[person]
        for number in numbers:
            chat.messages.pop(number, None)
        if not (chat.messages or chat.shown):
            del self.chats[person]
        return True


def _about(person: int, number: int) -> Json:
    return {"message_id": number, "date": int(time.time()), "chat": {"id": person, "type": "private"}}


def _user(person: int) -> Json:
    return {"id": person, "is_bot": False, "first_name": "A", "language_code": "nl"}
