"""What it costs to have freed memory overwritten, as `serve` has it done: processor time and memory, with and without.

Run as `python -m benchmarks.overwrite` it measures presses in a process that is as its environment says.
"""

import asyncio
import json
import logging
import os
import platform
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.dialogue import Dialogue
from adapters.seal import SHORTEST_SECRET, Seal
from adapters.telegram.fake.server import FakeTelegram
from benchmarks import idle, memory, modal, update
from benchmarks.figure import Figure
from benchmarks.service import free_port, serving
from benchmarks.telegram import setting
from messages import content
from messages.organisation import Organisation

OVERWRITTEN = {
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": "glibc.malloc.perturb=181:glibc.malloc.tcache_count=0",
}
LEFT = "left as it is"
IDLE = 15 * 60.0


def figures() -> Iterator[Figure]:
    """Measure both, side by side; nothing where there is no glibc."""
    if platform.libc_ver()[0] != "glibc":
        return
    left, overwritten = _presses({}), _presses(OVERWRITTEN)
    for name in left:
        yield Figure(f"memory overwritten, {name}", overwritten[name], "us/press", LEFT, left[name])
    if memory.known():
        plain, ours = (asyncio.run(_resident(environment)) for environment in ({}, OVERWRITTEN))
        yield Figure("memory overwritten, idle memory", ours, "MiB", LEFT, plain)


def _presses(environment: Mapping[str, str]) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.overwrite"]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


async def _resident(environment: Mapping[str, str]) -> float:
    """Give the memory of a bot that nobody uses, in MiB."""
    async with FakeTelegram() as telegram:
        chosen = {**setting(telegram), "GROOMINGCHECK_OVERWRITE_MEMORY": "off", **environment}
        async with serving(free_port(), chosen) as service:
            await asyncio.sleep(idle.CALM)
            return round(memory.resident(service.statm) / 2**20, 1)


def main() -> None:
    """Print what a press costs on each channel, as JSON."""
    logging.disable()
    loaded = content.load(Organisation())
    check = next(iter(loaded.checks.values()))
    dialogue = Dialogue(loaded, Seal((secrets.token_bytes(SHORTEST_SECRET),)), IDLE)
    with TemporaryDirectory() as folder:
        _, telegram = asyncio.run(update.cost(dialogue, check, IDLE, Path(folder)))
    slack = next(modal.figures(dialogue, check, IDLE)).value
    print(json.dumps({"Telegram": round(telegram), "Slack": slack}))


if __name__ == "__main__":
    main()
