"""Delivers commands, interactions and events to the bot, over HTTP or a websocket, until they are acknowledged.

1. The bot has three seconds. Interactions are delivered once: if that fails, the person sees a warning and tries again.
2. An event is redelivered up to three times, over whatever connection is open by then. Slack retries immediately, after
   one minute and after five (docs.slack.dev/apis/events-api); the simulator after `pause` seconds, to keep tests quick.
3. The error that a person sees after a failed command is "operation_timeout" (Netflix/dispatch #833), "dispatch_failed"
   (slackapi/bolt-python #951), "http_client_error" (Netflix/dispatch #495) or, after a 5xx, "http_service_error".
"""

import asyncio
import time
from dataclasses import dataclass
from http import HTTPStatus
from uuid import uuid4

import aiohttp

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack.request_url import RequestUrlSender
from adapters.simulators.slack.socket_mode import SocketModeConnections

PATIENCE = 3.0
RETRIES = 3
_LONGEST_WAIT = 30.0


@dataclass(frozen=True)
class Ack:
    """How the bot acknowledged a delivery.

    Attributes:
        status: The HTTP status; 200 for an acknowledged envelope; 0 if nothing came in time.
        body: Its body; "" for an empty body, None if nothing came in time.
        seconds: How long it took.
        trouble: What Slack told the person; "" for nothing.
    """

    status: int
    body: JsonObject | str | None
    seconds: float
    trouble: str = ""


class Delivery:
    """Delivers to one bot.

    Attributes:
        target: The Request URL in HTTP mode; None for Socket Mode.
        patience: The seconds that the bot has to acknowledge.
        pause: The seconds before an event is delivered again.
        unacked: What was never acknowledged, by name: "/command", "block_actions", "app_home_opened", ….
        busy: The number of deliveries under way.
        last: When the last one ended, as time.monotonic().
    """

    def __init__(self, sender: RequestUrlSender, sockets: SocketModeConnections) -> None:
        """Start in Socket Mode."""
        self.target: str | None = None
        self.patience = PATIENCE
        self.pause = 0.05
        self.unacked: list[str] = []
        self.busy = 0
        self.last = 0.0
        self._sender = sender
        self._sockets = sockets
        self._tasks: set[asyncio.Task[None]] = set()

    async def bring(self, kind: str, payload: JsonObject, *, answerable: bool = False) -> Ack:
        """Deliver a command or an interaction, once.

        Args:
            kind: The type of envelope, "slash_commands" or "interactive".
            payload: What is delivered.
            answerable: Whether the acknowledgement may hold a message or a view.
        """
        self.busy += 1
        try:
            ack, _ = await self._attempt(kind, payload, answerable=answerable)
        finally:
            self.busy -= 1
        if ack.status != HTTPStatus.OK:
            self.unacked.append(payload.get("command") or payload["type"])
        return ack

    async def tell(self, event: JsonObject) -> Ack:
        """Deliver an event, and return its first acknowledgement; retries go on in the background."""
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
        """Stop all retries."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _again(self, event: JsonObject, ack: Ack) -> None:
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
        self, kind: str, payload: JsonObject, *, answerable: bool = False, retry: tuple[int, str] = (0, "")
    ) -> tuple[Ack, bool]:
        """Deliver once; return the acknowledgement, and whether the bot asked not to retry."""
        started = time.monotonic()
        status, body, final, trouble = 0, None, False, ""
        try:
            async with asyncio.timeout(self.patience):
                if self.target is not None:
                    more = {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]} if retry[0] else {}
                    status, body, final = await self._sender.post(self.target, kind, payload, more)
                else:
                    body = await self._sockets.push(_envelope(kind, payload, retry, answerable=answerable))
                    status = HTTPStatus.OK
        except TimeoutError:
            trouble = "operation_timeout"
        except (aiohttp.ClientError, LookupError, OSError):
            trouble = "dispatch_failed"
        self.last = time.monotonic()
        return Ack(int(status), body, self.last - started, trouble or _trouble(status)), final


def _envelope(kind: str, payload: JsonObject, retry: tuple[int, str], *, answerable: bool) -> JsonObject:
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
