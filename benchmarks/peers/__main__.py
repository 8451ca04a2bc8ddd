"""Measure one peer in this process, with a platform that answers immediately: `python -m benchmarks.peers NAME CHECKS`.

Prints a line of JSON: the CPU time per raw update including the resulting calls, and the growth of resident memory per
check that is left open at the fifth question.
"""

import asyncio
import importlib
import json
import logging
import sys
import time

from benchmarks.peers import PEERS, Feed
from benchmarks.peers.updates import command, press
from benchmarks.statm import resident

PRESSES, OPEN = 9, 5
WARM = 50
MICRO = 1e6


async def main(name: str, checks: int) -> None:
    """Run complete checks, and then leave four times as many open."""
    feed = await importlib.import_module(f"benchmarks.peers.{PEERS[name]}").opened(name)
    for person in range(WARM):
        await _hold(feed, 1 + person, PRESSES)
    before = time.process_time()
    for person in range(checks):
        await _hold(feed, 100 + person, PRESSES)
    used = (time.process_time() - before) / checks / (1 + PRESSES)
    small = resident()
    for person in range(4 * checks):
        await _hold(feed, 10_000_000 + person, OPEN)
    print(json.dumps({"update": round(used * MICRO, 1), "conversation": (resident() - small) / checks / 4}))


async def _hold(feed: Feed, person: int, presses: int) -> None:
    await feed(command(person))
    for _ in range(presses):
        await feed(press(person))


if __name__ == "__main__":
    logging.disable()
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
