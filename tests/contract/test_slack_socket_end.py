"""Socket Mode, cut short: whenever the receiver ends, none of its connections and tasks is left."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import pytest

from adapters.simulators.slack.server import SlackSimulator
from adapters.slack.api import Api
from adapters.slack.bolt_app import CLEAR, bolt_app
from adapters.slack.readiness import Readiness
from adapters.slack.settings import SlackSettings
from adapters.slack.socket_mode import SocketMode
from adapters.telemetry.health import Health

EARLY = 30
"""Turns of the event loop, within which a connection is far from open."""
OWN = ("slack_sdk", "slack_bolt", "adapters/slack/")
"""Where the tasks of the receiver come from."""


@asynccontextmanager
async def receiving(slack: SlackSimulator) -> AsyncIterator[asyncio.Task[None]]:
    """Receive over Socket Mode; after the block, which ends it, nothing may be left."""
    settings = SlackSettings("xoxb-test", "xapp-test", "", slack.url)
    api = Api(settings)
    await api.open()
    before = asyncio.all_tasks(), sessions()
    running = asyncio.create_task(
        SocketMode(bolt_app(api, ignored, answered), api, settings, Readiness(Health())).run()
    )
    yield running
    with suppress(asyncio.CancelledError):
        await running
    await asyncio.sleep(0.05)  # a task that was cancelled ends at the loop's next turn
    left = asyncio.all_tasks() - before[0], sessions() - before[1]
    await api.close()
    assert not [task for task in left[0] if any(own in repr(task) for own in OWN)]
    assert left[1] == set()


def sessions() -> set[aiohttp.ClientSession]:
    """Return every open session of this process."""
    return {one for one in gc.get_objects() if isinstance(one, aiohttp.ClientSession) and not one.closed}


async def ignored(_body: dict[str, Any]) -> None:
    pass


def answered(_body: dict[str, Any]) -> dict[str, Any]:
    return CLEAR


@pytest.mark.parametrize("turns", range(EARLY))
async def test_a_start_that_is_cut_short_leaves_nothing_open(slack: SlackSimulator, turns: int) -> None:
    slack.deliver_to(None)
    async with receiving(slack) as running:
        for _ in range(turns):
            await asyncio.sleep(0)
        running.cancel()


async def test_a_farewell_that_is_cut_short_leaves_nothing_open(slack: SlackSimulator) -> None:
    """As when Slack doesn't answer it: before 3.11.3, a timeout in Python cancels the task that is finishing."""
    slack.deliver_to(None)
    async with receiving(slack) as running:
        await slack.connected(20)
        slack.sockets.freeze()
        running.cancel()
        await asyncio.sleep(0.1)
        running.cancel()
