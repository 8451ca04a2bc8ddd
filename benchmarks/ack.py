"""How long Slack waits for an acknowledgement, in this process, beside a bare app of slack-bolt in the same run.

From the payload of a press to the answer that goes back over the socket, without network: what the program itself adds.
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
from adapters.slack.listener import CLEAR, listener
from adapters.slack.setting import Setting
from benchmarks.figure import Figure

PEER = "bare bolt"
TIMES = 500
MILLI = 1e3
SETTING = Setting("xoxb-bench", "xapp-bench", "", "http://127.0.0.1:9/api/")
PRESS: dict[str, Any] = {
    "type": "block_actions",
    "user": {"id": "U1", "team_id": "T1"},
    "team": {"id": "T1"},
    "trigger_id": "1.2.3",
    "view": {"id": "V1", "external_id": "name", "hash": "1.a", "callback_id": "check", "type": "modal"},
    "actions": [{"type": "button", "action_id": "press:0", "block_id": "b", "value": "x" * 42}],
}


def figures() -> Iterator[Figure]:
    """Measure both, and tell the middle and the one that one in a hundred exceeds."""
    ours, theirs = asyncio.run(_both())
    yield Figure("slack ack, p50", *_told(median(ours)), PEER, round(median(theirs), 3))
    yield Figure("slack ack, p99", *_told(quantiles(ours, n=100)[-1]), PEER, round(quantiles(theirs, n=100)[-1], 3))


def _told(milliseconds: float) -> tuple[float, str]:
    return round(milliseconds, 3), "ms"


async def _both() -> tuple[list[float], list[float]]:
    async def take(_body: dict[str, Any]) -> None:
        pass

    own, bare = listener(SETTING, Api(SETTING), take, lambda _body: CLEAR), _bare()
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(TIMES):  # in turns, so that whatever else the machine does hits both
        ours.append(await _once(own))
        theirs.append(await _once(bare))
    return ours, theirs


async def _once(app: AsyncApp) -> float:
    """Give the milliseconds until the answer is there; it must be an acknowledgement."""
    since = time.perf_counter()
    answer = await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=PRESS))
    took = (time.perf_counter() - since) * MILLI
    if answer.status != 200:  # noqa: PLR2004 - HTTP's own
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
