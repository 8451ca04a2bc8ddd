"""Measure the cost of overwriting freed memory, in CPU time and memory: with and without, at the same time.

`python -m benchmarks.overwrite` measures presses in a process with the given environment.
"""

import asyncio
import json
import logging
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping

from adapters.privacy.audit.ports import free_port
from adapters.runtime.memory import ENVIRONMENT
from adapters.simulators.telegram.server import TelegramSimulator
from benchmarks import modal, statm, subject, update
from benchmarks.figure import Figure
from benchmarks.service import serving
from benchmarks.subject import IDLE
from benchmarks.telegram import setting

PEER = "left as it is"
SETTLE = 2.0
TIMES = 5


def figures() -> Iterator[Figure]:
    """Measure with and without overwriting; yields nothing without glibc."""
    if platform.libc_ver()[0] != "glibc":
        return
    plain, overwritten = map(_presses, (_measuring({}), _measuring(ENVIRONMENT)))
    for name, values in overwritten.items():
        for ours, theirs in zip(values, plain[name], strict=True):
            yield Figure(f"memory overwritten, {name}", ours, "us/press", PEER, theirs)
    if statm.known():
        kept, ours = (asyncio.run(_resident(overwriting)) for overwriting in ("off", "on"))
        yield Figure("memory overwritten, idle memory", ours, "MiB", PEER, kept)


def _measuring(environment: Mapping[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.overwrite"]
    return subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)


def _presses(measuring: subprocess.Popen[str]) -> dict[str, list[float]]:
    """Return the microseconds per press on each channel, measured several times."""
    costs: dict[str, list[float]] = json.loads(measuring.communicate()[0])
    return costs


async def _resident(overwriting: str) -> float:
    """Return the memory of an idle bot in MiB."""
    async with TelegramSimulator() as telegram:
        settings = {**setting(telegram), "GROOMINGCHECK_OVERWRITE_MEMORY": overwriting}
        async with serving(free_port(), settings) as service:
            await asyncio.sleep(SETTLE)
            return round(statm.resident(service.statm) / 2**20, 1)


def main() -> None:
    """Print the cost of a press on each channel, as JSON."""
    logging.disable()
    measured = subject.loaded()
    telegram = [
        figure.value
        for _ in range(TIMES)
        for figure in update.figures(measured.dialogue, measured.check, IDLE)
        if figure.name == "Telegram, press"
    ]
    slack = [figure.value for figure in modal.figures(measured.dialogue, measured.check, IDLE)]
    print(json.dumps({"Telegram": telegram, "Slack": slack}))


if __name__ == "__main__":
    main()
