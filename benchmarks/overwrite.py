"""Measures what overwriting freed memory costs, in processor time and memory.

`python -m benchmarks.overwrite` measures presses in a process with the environment it was given.
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

from adapters.channels import registry
from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import SHORTEST_SECRET, TokenCipher
from adapters.privacy.audit.ports import free_port
from adapters.simulators.telegram.server import TelegramSimulator
from benchmarks import idle, memory, modal, update
from benchmarks.figure import Figure
from benchmarks.service import serving
from benchmarks.telegram import setting
from messages import content
from messages.loading.organisation import Organisation

OVERWRITTEN = {
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": "glibc.malloc.perturb=181:glibc.malloc.tcache_count=0",
}
PEER = "left as it is"
IDLE = 15 * 60.0


def figures() -> Iterator[Figure]:
    """Measure with and without overwriting; nothing where there is no glibc."""
    if platform.libc_ver()[0] != "glibc":
        return
    plain, overwritten = _presses({}), _presses(OVERWRITTEN)
    for name in plain:
        yield Figure(f"memory overwritten, {name}", overwritten[name], "us/press", PEER, plain[name])
    if memory.known():
        kept, ours = (asyncio.run(_resident(environment)) for environment in ({}, OVERWRITTEN))
        yield Figure("memory overwritten, idle memory", ours, "MiB", PEER, kept)


def _presses(environment: Mapping[str, str]) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.overwrite"]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
    costs: dict[str, float] = json.loads(done.stdout)
    return costs


async def _resident(environment: Mapping[str, str]) -> float:
    """Return the memory of a bot that nobody uses, in MiB."""
    async with TelegramSimulator() as telegram:
        settings = {**setting(telegram), "GROOMINGCHECK_OVERWRITE_MEMORY": "off", **environment}
        async with serving(free_port(), settings) as service:
            await asyncio.sleep(idle.SETTLE)
            return round(memory.resident(service.statm) / 2**20, 1)


def main() -> None:
    """Print what a press costs on each channel, as JSON."""
    logging.disable()
    loaded = content.load(Organisation(), registry.limits())
    check = next(iter(loaded.checks.values()))
    dialogue = Dialogue(loaded, TokenCipher((secrets.token_bytes(SHORTEST_SECRET),)), IDLE)
    with TemporaryDirectory() as folder:
        _, telegram = asyncio.run(update.cost(dialogue, check, IDLE, Path(folder)))
    slack = next(modal.figures(dialogue, check, IDLE)).value
    print(json.dumps({"Telegram": round(telegram), "Slack": slack}))


if __name__ == "__main__":
    main()
