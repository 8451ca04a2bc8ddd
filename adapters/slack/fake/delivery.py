"""Bringing things to the bot: over HTTP or a websocket, until it says that it has them.

1. The bot has three seconds. What a person did is brought once: they see a warning and try again.
2. An event is brought up to three times more, over whatever connection is open then. Between them Slack waits no
   time, a minute and five minutes (docs.slack.dev/apis/events-api); here it is `pause` seconds, for tests to be quick.
3. What a person reads of a command that failed is "operation_timeout" (Netflix/dispatch #833), "dispatch_failed"
   (slackapi/bolt-python #951), "http_client_error" (Netflix/dispatch #495) or, after a 5xx, "http_service_error".
"""

import asyncio
import time
from dataclasses import dataclass
from http import HTTPStatus
from uuid import uuid4

import aiohttp

from adapters.slack.fake.connection import Sockets
from adapters.slack.fake.error import Json
from adapters.slack.fake.webhook import Poster

PATIENCE = 3.0
RETRIES = 3
_LONGEST_WAIT = 30.0


@dataclass(frozen=True)
class Ack:
    """What Slack got as acknowledgement.

    Attributes:
        status: the HTTP status; 200 for an envelope that was acknowledged; 0 when nothing came.
        body: "" for nothing in it; None when nothing came in time.
        seconds: how long it took.
        trouble: what Slack told the person, "" for nothing.
    """

    status: int
    body: Json | str | None
    seconds: float
    trouble: str = ""


class Delivery:
    """The way to the bot.

    Attributes:
        target: the address for HTTP mode; None for Socket Mode.
        patience: seconds that the bot has.
        pause: seconds before an event is brought again.
        unacked: the names of what was never acknowledged ("/command", "block_actions", "app_home_opened", …).
        busy: how many deliveries are under way.
        last: when the last one ended, as time.monotonic().
    """

    def __init__(self, poster: Poster, sockets: Sockets) -> None:
        """Start in Socket Mode."""
        self.target: str | None = None
        self.patience = PATIENCE
        self.pause = 0.05
        self.unacked: list[str] = []
        self.busy = 0
        self.last = 0.0
        self._poster = poster
        self._sockets = sockets
        self._tasks: set[asyncio.Task[None]] = set()

    async def bring(self, kind: str, payload: Json, *, answerable: bool = False) -> Ack:
        """Bring what a person did, once; `answerable` is whether the acknowledgement may hold something."""
        self.busy += 1
        try:
            ack, _ = await self._attempt(kind, payload, answerable=answerable)
        finally:
            self.busy -= 1
        if ack.status != HTTPStatus.OK:
            self.unacked.append(payload.get("command") or payload["type"])
        return ack

    async def tell(self, event: Json) -> Ack:
        """Bring an event; give the first acknowledgement, or that there was none. It is brought again by itself."""
        self.busy += 1
        ack, final = await self._attempt("events_api", event)
        if ack.status == HTTPStatus.OK or final:
            self.busy -= 1
        else:
            task = asyncio.create_task(self._again(event, ack))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return ack

    async def close(self) -> None:
        """Bring nothing again."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _again(self, event: Json, ack: Ack) -> None:
        try:
            for number in range(1, RETRIES + 1):
                await asyncio.sleep(self.pause)
                if self.target is None:
                    await asyncio.wait_for(self._sockets.ready(), _LONGEST_WAIT)
                ack, final = await self._attempt("events_api", event, retry=(number, _reason(ack)))
                if ack.status == HTTPStatus.OK or final:
                    return
            self.unacked.append(event["event"]["type"])
        except TimeoutError:
            self.unacked.append(event["event"]["type"])
        finally:
            self.busy -= 1

    async def _attempt(
        self, kind: str, payload: Json, *, answerable: bool = False, retry: tuple[int, str] = (0, "")
    ) -> tuple[Ack, bool]:
        """Bring something once; give how that went, and whether the bot wants it no more."""
        started = time.monotonic()
        status, body, final, trouble = 0, None, False, ""
        try:
            async with asyncio.timeout(self.patience):
                if self.target is not None:
                    more = {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]} if retry[0] else {}
                    status, body, final = await self._poster.post(self.target, kind, payload, more)
                else:
                    body = await self._sockets.push(_envelope(kind, payload, retry, answerable=answerable))
                    status = HTTPStatus.OK
        except TimeoutError:
            trouble = "operation_timeout"
        except (aiohttp.ClientError, LookupError, OSError):
            trouble = "dispatch_failed"
        self.last = time.monotonic()
        return Ack(int(status), body, self.last - started, trouble or _trouble(status)), final


def _envelope(kind: str, payload: Json, retry: tuple[int, str], *, answerable: bool) -> Json:
    known = {"envelope_id": str(uuid4()), "payload": payload, "type": kind, "accepts_response_payload": answerable}
    return {**known, "retry_attempt": retry[0], "retry_reason": retry[1]} if kind == "events_api" else known


def _trouble(status: int) -> str:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "http_service_error"
    return "" if status == HTTPStatus.OK else "http_client_error"


def _reason(ack: Ack) -> str:
    if ack.status:
        return "http_error"
    return "http_timeout" if ack.trouble == "operation_timeout" else "connection_failed"
