"""The fake Telegram: a real HTTP server on loopback, the people who use it, and what goes wrong when a test likes."""

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Callable
from types import TracebackType
from typing import Self

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.telegram.fake import error, form
from adapters.telegram.fake.account import Account
from adapters.telegram.fake.call import Call
from adapters.telegram.fake.clock import Clock
from adapters.telegram.fake.error import ApiError, Hang, Json, Reset, Trouble
from adapters.telegram.fake.group import Group
from adapters.telegram.fake.listener import Listener
from adapters.telegram.fake.method import Service
from adapters.telegram.fake.person import Person

POLL = "getupdates"
LOOK, QUIET = 0.01, 15
"""Looks in a row without a call, and the seconds between two, after which a bot is taken to have done all that it
wanted: looks and not seconds alone, as a machine that is busy keeps a bot from calling and not from having to."""


class FakeTelegram:
    """A Bot API on loopback, to be used with `async with`.

    Attributes:
        url: where it is; the bot calls {url}/bot{token}/METHOD.
        clock: its time, which can be moved on.
        calls: what the bot called, in the order of arrival.
        injected: whether it was told anything that Telegram may never say.
        latency: seconds before each answer.
    """

    def __init__(
        self, token: str = "1:test", latency: float = 0.0, clock: Clock | None = None, *, limits: bool = True
    ) -> None:
        """Start with a bot that knows nobody; without `limits` it may send as much as it likes."""
        self.url = ""
        self.token = token
        self.latency = latency
        self.clock = clock or Clock()
        self.calls: list[Call] = []
        self.injected = False
        self.account = Account(int(token.partition(":")[0]), self.clock, limits=limits)
        self._limits = limits
        self._plans: dict[str, deque[Trouble]] = defaultdict(deque)
        self._open = 0
        self._last = 0.0

    async def __aenter__(self) -> Self:
        """Open a port and answer on it."""
        self.service = Service(self.account)
        app = Starlette(routes=[Route("/{rest:path}", self._answer, methods=["GET", "POST"])])
        self._listener = Listener(app)
        await self._listener.open()
        self.url = self._listener.url
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the port, and every connection and poll with it."""
        await self.service.webhook.close()
        await self._listener.close()

    @property
    def commands(self) -> dict[tuple[str, str], list[Json]]:
        """Give what setMyCommands stored, by scope ("default", "all_private_chats", "chat:1001", …) and language."""
        return self.account.commands

    @property
    def descriptions(self) -> dict[tuple[str, str], str]:
        """Give what was set, by "description", "short_description" or "name", and language."""
        return self.account.descriptions

    def person(self, identity: int, language_code: str | None = None, first_name: str = "Ann") -> Person:
        """Give a person who has Telegram and hasn't spoken to the bot yet."""
        person = Person(self.account, identity, language_code, first_name)
        self.account.people[identity] = person
        self.account.chats[identity] = person.chat
        return person

    def group(self, identity: int, *, supergroup: bool = True, bot_admin: bool = False, topics: bool = False) -> Group:
        """Give a group that the bot is in."""
        group = Group(self.account, identity, supergroup=supergroup, bot_admin=bot_admin, topics=topics)
        self.account.chats[identity] = group
        return group

    def fail(self, method: str, trouble: Trouble | Callable[[], Trouble], times: int = 1) -> None:
        """Let the next calls of a method go wrong; see `error` for how.

        "*" is any method but getUpdates, as a bot that polls would always be the next to call.
        """
        self._plans[method.lower()].extend([trouble() if callable(trouble) else trouble] * times)

    def inject(self, update: Json) -> int:
        """Let the bot be told anything, as an Update object without its update_id; give the update_id."""
        self.injected = True
        return self.account.queue.inject(update)

    async def settled(self, timeout: float = 5) -> None:  # noqa: ASYNC109  # it's how long a test is ready to wait
        """Wait until every update was delivered and confirmed and the bot has been quiet for a moment.

        Raises:
            TimeoutError: it takes longer than `timeout` seconds.
        """
        async with asyncio.timeout(timeout):
            looks = 0
            while looks < QUIET:
                last = self._last
                await asyncio.sleep(LOOK)
                busy = self.account.queue.pending() or self._open or self._last != last
                looks = 0 if busy else looks + 1

    async def _answer(self, request: Request) -> Response:
        token, _, method = request.path_params["rest"].removeprefix("bot").partition("/")
        polling = method.lower() == POLL
        self._open += not polling
        call = Call(method, {}, time.monotonic())
        self.calls.append(call)
        try:
            status, body = await self._attempt(request, call, token)
        finally:
            self._open -= not polling
            self._last = self._last if polling else time.monotonic()
        if not status:
            await self._listener.cut(request)
        call.status, call.result_or_description = status, body.get("result", body.get("description"))
        after = {"Retry-After": str(seconds)} if (seconds := _retry_after(body)) else {}
        return JSONResponse(body, status or 500, headers=after)

    async def _attempt(self, request: Request, call: Call, token: str) -> tuple[int, Json]:
        """Give the status and the body of the answer; the status 0 is a connection to be reset."""
        try:
            given = await form.read(request)
            call.parameters = given.values
            await asyncio.sleep(self.latency)
            trouble = self._planned(call.method) if token == self.token else error.unauthorized()
            if isinstance(trouble, ApiError):
                raise trouble
            if isinstance(trouble, Hang):
                await asyncio.sleep(trouble.seconds)
            if isinstance(trouble, Reset) and not trouble.done:
                return 0, {}
            result = await self.service.call(call.method, given)
        except ApiError as refusal:
            return refusal.status, refusal.answer()
        return (0, {}) if isinstance(trouble, Reset) else (200, {"ok": True, "result": result})

    def _planned(self, method: str) -> Trouble | None:
        for name in (method.lower(), "" if method.lower() == POLL else "*"):
            if self._plans[name]:
                return self._plans[name].popleft()
        return None


def _retry_after(body: Json) -> object:
    parameters = body.get("parameters")
    return parameters.get("retry_after") if isinstance(parameters, dict) else None
