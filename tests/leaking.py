"""The bot with a leak in it: `python -m tests.leaking memory`, or `file`, or `task`. The soak has to see it."""

import asyncio
import signal
import sys
from pathlib import Path

from adapters.__main__ import main
from adapters.telegram import api
from adapters.telegram.conversation import Conversation
from adapters.telegram.wire import Event
from benchmarks.soak import road, served

SIZE = 20_000
"""Bytes that leak at each turn."""
_LEAKED: list[object] = []
_take = Conversation.take


async def _leaking(self: Conversation, event: Event) -> None:
    match sys.argv[1]:
        case "memory":
            _LEAKED.append(b"x" * SIZE)
        case "file":
            _LEAKED.append(Path("/dev/null").open())  # noqa: ASYNC230, SIM115 - which is the leak
        case "task":
            _LEAKED.append(asyncio.create_task(asyncio.Event().wait()))
    await _take(self, event)


if __name__ == "__main__":
    Conversation.take = _leaking  # type: ignore[method-assign]
    api._Road = road.Road  # type: ignore[assignment,misc]  # noqa: SLF001 - as the soak has it
    signal.signal(signal.SIGUSR1, served.tell)
    sys.exit(main(["serve"]))
