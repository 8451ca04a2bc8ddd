"""The bot with a leak for a soak to find: `python -m tests.support.leaking_program memory`, or `file`, or `task`."""

import asyncio
import signal
import sys
from pathlib import Path

from adapters.__main__ import main
from adapters.telegram import api
from adapters.telegram.conversation import Conversation
from adapters.telegram.events import TelegramEvent
from benchmarks.soak import server, transport

SIZE = 20_000
"""The number of bytes that leak at each turn."""
_LEAKED: list[object] = []
_take = Conversation.take


async def _leaking(self: Conversation, event: TelegramEvent) -> None:
    match sys.argv[1]:
        case "memory":
            _LEAKED.append(b"x" * SIZE)
        case "file":
            _LEAKED.append(Path("/dev/null").open())  # noqa: ASYNC230, SIM115 - the leak
        case "task":
            _LEAKED.append(asyncio.create_task(asyncio.Event().wait()))
    await _take(self, event)


if __name__ == "__main__":
    Conversation.take = _leaking  # type: ignore[method-assign]
    api.HttpRequest = transport.chosen  # type: ignore[assignment,attr-defined]  # as in the soak
    signal.signal(signal.SIGUSR1, server.report)
    sys.exit(main(["serve"]))
