"""The Telegram simulator: an HTTP server on loopback, with its users and failures."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from email.utils import formatdate
from types import TracebackType
from typing import Self

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.simulators.clock import Clock
from adapters.simulators.json_object import JsonObject
from adapters.simulators.loopback_server import LoopbackServer
from adapters.simulators.network_failures import Hang, Reset
from adapters.simulators.planned_failures import ANY_METHOD, PlannedFailures
from adapters.simulators.recorded_call import RecordedCall
from adapters.simulators.telegram import errors
from adapters.simulators.telegram.account import Account
from adapters.simulators.telegram.errors import ApiError, Failure
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.methods import ApiMethods
from adapters.simulators.telegram.parameters import read_parameters
from adapters.simulators.telegram.person import Person

POLL = "getupdates"
LOOK, QUIET, KNOWN = 0.01, 15, 2
"""Seconds between two looks, and the number of looks in a row without a call after which a bot counts as idle.

Looks are counted, not just seconds, because a busy machine may delay the calls of a bot that isn't done. A bot that
reports when it is `at_rest` needs fewer.
"""


class TelegramSimulator:
    """A Bot API on loopback, used with `async with`.

    Attributes:
        url: Its address; a method is at {url}/bot{token}/METHOD.
        token: The bot's token.
        latency: Seconds before each response.
        clock: The simulated time, which can be moved forward.
        calls: The bot's calls, in order of arrival.
        injected: Whether the bot was sent an update that Telegram might never send.
        account: Everything that Telegram knows about the bot.
        at_rest: Waits until the bot has nothing left to do; None for a bot that can't tell.
    """

    def __init__(
        self, token: str = "1:test", latency: float = 0.0, clock: Clock | None = None, *, limits: bool = True
    ) -> None:
        """Start with a bot without chats.

        Args:
            token: The bot's token, which begins with its id.
            latency: Seconds before each response.
            clock: The simulated time; a new clock by default.
            limits: Whether rate limits are enforced.
        """
        self.url = ""
        self.at_rest: Callable[[], Awaitable[object]] | None = None
        self.token = token
        self.latency = latency
        self.clock = clock or Clock()
        self.calls: list[RecordedCall] = []
        self.injected = False
        self.account = Account(int(token.partition(":")[0]), self.clock, limits=limits)
        self._limits = limits
        self._failures: PlannedFailures[Failure] = PlannedFailures()
        self._open = 0
        self._last = 0.0

    async def __aenter__(self) -> Self:
        """Open a port."""
        self.service = ApiMethods(self.account)
        app = Starlette(routes=[Route("/{rest:path}", self._answer, methods=["GET", "POST"])])
        self._port = LoopbackServer(app)
        await self._port.open()
        self.url = self._port.url
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the port, and every connection and poll with it."""
        await self.service.webhook.close()
        await self._port.close()

    @property
    def commands(self) -> dict[tuple[str, str], list[JsonObject]]:
        """Return what setMyCommands stored, by scope ("default", "chat:1001", …) and language."""
        return self.account.commands

    @property
    def descriptions(self) -> dict[tuple[str, str], str]:
        """Return the bot's texts, by "description", "short_description" or "name", and language."""
        return self.account.descriptions

    def person(self, identity: int, language_code: str | None = None, first_name: str = "Ann") -> Person:
        """Add a person who has never written to the bot."""
        person = Person(self.account, identity, language_code, first_name)
        self.account.people[identity] = person
        self.account.chats[identity] = person.chat
        return person

    def group(self, identity: int, *, supergroup: bool = True, bot_admin: bool = False, topics: bool = False) -> Group:
        """Add a group that the bot is in."""
        group = Group(self.account, identity, supergroup=supergroup, bot_admin=bot_admin, topics=topics)
        self.account.chats[identity] = group
        return group

    def fail(self, method: str, trouble: Failure, times: int = 1, *, chat: int | None = None) -> None:
        """Make the next calls of a method fail, or those in one chat; see `errors` for the failures.

        "*" means any method but getUpdates, which a polling bot would always call next.
        """
        self._failures.add(method.lower(), trouble, times, chat)

    def recover(self) -> None:
        """Remove all planned failures."""
        self._failures.clear()

    def inject(self, update: JsonObject) -> int:
        """Queue any Update object, given without its update_id, and return that."""
        self.injected = True
        return self.account.queue.inject(update)

    async def settled(self, timeout: float = 5) -> None:  # noqa: ASYNC109  # the name that reads best in a test
        """Wait until every update was delivered and confirmed and the bot is at rest, or has been quiet for a moment.

        Raises:
            TimeoutError: It takes longer than `timeout` seconds.
        """
        async with asyncio.timeout(timeout):
            looks = 0
            while looks < (KNOWN if self.at_rest else QUIET):
                last = self._last
                await asyncio.sleep(LOOK)
                if self.at_rest:
                    await self.at_rest()
                busy = self.account.queue.pending() or self._open or self._last != last
                looks = 0 if busy else looks + 1

    async def _answer(self, request: Request) -> Response:
        token, _, method = request.path_params["rest"].removeprefix("bot").partition("/")
        polling = method.lower() == POLL
        self._open += not polling
        call = RecordedCall(method, {}, time.monotonic())
        self.calls.append(call)
        try:
            status, body = await self._attempt(request, call, token)
        finally:
            self._open -= not polling
            self._last = self._last if polling else time.monotonic()
        if not status:
            await self._port.cut(request)
        call.status, call.answer = status, body.get("result", body.get("description"))
        after = {"Retry-After": str(seconds)} if (seconds := _retry_after(body)) else {}
        date = {"Date": formatdate(self.clock.now(), usegmt=True)}
        return JSONResponse(body, status or 500, headers={**date, **after})

    async def _attempt(self, request: Request, call: RecordedCall, token: str) -> tuple[int, JsonObject]:
        """Return the status and the body of the response; the status 0 resets the connection."""
        try:
            given = await read_parameters(request)
            call.parameters = given.values
            await asyncio.sleep(self.latency)
            trouble = self._planned(call) if token == self.token else errors.unauthorized()
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

    def _planned(self, call: RecordedCall) -> Failure | None:
        name, chat = call.method.lower(), call.parameters.get("chat_id")
        return self._failures.take(name) if name == POLL else self._failures.take(name, ANY_METHOD, where=chat)


def _retry_after(body: JsonObject) -> object:
    parameters = body.get("parameters")
    return parameters.get("retry_after") if isinstance(parameters, dict) else None
