"""A process that wipes what is due, for the tests to kill: each wipe's effect is a line in a file.

It says "ready" when it is loaded, and opens the ledger when it is told to.
"""

import asyncio
import os
import sys

from adapters.ledger import UNAVAILABLE, Ledger, Wipe

BATCH, LEASE, PAUSE = 5, 1.0, 0.05


def take_effect(file: int, wipe: Wipe) -> None:
    os.write(file, f"{wipe.message}\n".encode())
    os.fsync(file)


async def work(url: str, file: int) -> None:
    ledger = await Ledger.open(url)
    sys.stdout.write("open\n")
    sys.stdout.flush()
    while True:
        try:
            wipes = await ledger.claim(BATCH, LEASE)
            for wipe in wipes:
                take_effect(file, wipe)
            await ledger.finish(wipes)
        except UNAVAILABLE:
            wipes = ()
        if not wipes:
            await asyncio.sleep(PAUSE)


if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    asyncio.run(work(sys.argv[1], os.open(sys.argv[2], os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)))
