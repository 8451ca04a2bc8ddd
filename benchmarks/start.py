"""Measure the startup in fresh processes: the imports, and everything up to the first screen."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator

from adapters.privacy.audit.ports import free_port
from adapters.simulators.telegram.server import TelegramSimulator
from benchmarks import environment
from benchmarks.figure import Figure
from benchmarks.service import LATENCY, serving
from benchmarks.telegram import setting

_IMPORT = "from time import perf_counter as now; start = now(); import {}; print(now() - start)"
_TALK = "from adapters.__main__ import main; raise SystemExit(main(['talk']))"  # like the installed command


def figures() -> Iterator[Figure]:
    """Measure wall-clock time, each in a separate process."""
    for module in ("adapters.__main__", "adapters.cli.talk"):
        seconds = float(_run(_IMPORT.format(module)))
        yield Figure(f"import {module}", round(seconds * 1000, 1), "ms")
    yield Figure("talk, first screen", round(_start(), 3), "s")

    yield Figure("Telegram, start to ready", round(asyncio.run(_ready()), 2), "s")


async def _ready() -> float:
    """Return the seconds until a bot is ready, on a Telegram with latency."""
    async with (
        TelegramSimulator(latency=LATENCY, limits=False) as telegram,
        serving(free_port(), setting(telegram)) as service,
    ):
        return service.start


def _start() -> float:
    before = time.perf_counter()
    _run(_TALK)
    return time.perf_counter() - before


def _run(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment.bare(), input="", capture_output=True, text=True, check=True).stdout
