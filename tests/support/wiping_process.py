"""A process that wipes what is due, for the tests to kill: each wipe's effect is a line in a file.

It is forked from a process that has everything imported, so that starting one takes almost no time.
"""

import asyncio
import multiprocessing
import os
from multiprocessing.connection import Connection
from pathlib import Path

from adapters.channels import registry
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import Wipe

BATCH, LEASE, PAUSE = 5, 1.0, 0.05
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["__main__", __name__])


class Worker:
    """Such a process, as the tests see it. It waits for `go` before it opens the database."""

    def __init__(self, url: str, effects: Path) -> None:
        self._line, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_work, args=(url, effects, theirs))
        self.process.start()
        theirs.close()

    def go(self) -> None:
        self._line.send("go")

    def wait_until_open(self) -> None:
        assert self._line.recv() == "open"

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self._line.close()


def _work(url: str, effects: Path, line: Connection) -> None:
    line.recv()
    file = os.open(effects, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    asyncio.run(_wipe(url, file, line))


async def _wipe(url: str, file: int, line: Connection) -> None:
    wipe_store = await WipeStore.open(url, registry.wipeable())
    line.send("open")
    while True:
        try:
            wipes = await wipe_store.claim(["telegram"], BATCH, LEASE)
            for wipe in wipes:
                _take_effect(file, wipe)
            await wipe_store.finish(wipes)
        except DATABASE_UNAVAILABLE:
            wipes = ()
        if not wipes:
            await asyncio.sleep(PAUSE)


def _take_effect(file: int, wipe: Wipe) -> None:
    os.write(file, f"{wipe.message}\n".encode())
    os.fsync(file)
