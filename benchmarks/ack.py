"""Measure how long Slack waits for an acknowledgement, compared with a bare slack-bolt app.

From the payload of a press to the answer over the socket, without a network: the time that the program itself adds.
Both run in this process.
"""

import asyncio
import logging
import time
from collections.abc import Iterator
from statistics import median, quantiles
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult

from adapters.slack.api import Api
from adapters.slack.bolt_app import CLEAR, bolt_app
from adapters.slack.settings import SlackSettings
from benchmarks.figure import Figure

PEER = "bare bolt"
TIMES = 100
MILLI = 1e3
SETTING = SlackSettings("xoxb-bench", "xapp-bench", "", "http://127.0.0.1:9/api/")
PRESS: dict[str, Any] = {
    "type": "block_actions",
    "user": {"id": "U1", "team_id": "T1"},
    "team": {"id": "T1"},
    "trigger_id": "1.2.3",
    "view": {"id": "V1", "external_id": "name", "hash": "1.a", "callback_id": "check", "type": "modal"},
    "actions": [{"type": "button", "action_id": "press:0", "block_id": "b", "value": "x" * 42}],
}


def figures() -> Iterator[Figure]:
    """Measure both: the median, and the 99th percentile."""
    ours, theirs = asyncio.run(_both())
    yield Figure("slack ack, p50", *_rounded(median(ours)), PEER, round(median(theirs), 3))
    yield Figure("slack ack, p99", *_rounded(quantiles(ours, n=100)[-1]), PEER, round(quantiles(theirs, n=100)[-1], 3))


def _rounded(milliseconds: float) -> tuple[float, str]:
    return round(milliseconds, 3), "ms"


async def _both() -> tuple[list[float], list[float]]:
    async def ignore(_body: dict[str, Any]) -> None:
        pass

    own, bare = bolt_app(Api(SETTING), ignore, lambda _body: CLEAR), _bare()
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(TIMES):  # alternately, so that other load on the machine affects both
        ours.append(await _once(own))
        theirs.append(await _once(bare))
    return ours, theirs


async def _once(app: AsyncApp) -> float:
    """Return the milliseconds until the acknowledgement.

    Raises:
        RuntimeError: The answer isn't an acknowledgement.
    """
    since = time.perf_counter()
    answer = await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=PRESS))
    took = (time.perf_counter() - since) * MILLI
    if answer.status != 200:  # noqa: PLR2004 - HTTP's status
        raise RuntimeError(answer.status)
    return took


def _bare() -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token=SETTING.bot_token)

    async def acknowledge(ack: AsyncAck) -> None:
        await ack()

    logger = logging.getLogger("bare")
    logger.setLevel(logging.ERROR)
    app = AsyncApp(authorize=authorize, request_verification_enabled=False, logger=logger)
    app.action("press:0")(acknowledge)
    return app
