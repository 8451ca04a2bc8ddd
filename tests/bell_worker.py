"""A process that posts the reminders that are due, for the tests to kill: each post is a line in a file.

It is forked from a process that has everything loaded, so that one costs next to nothing.
"""

import asyncio
import multiprocessing
import os
import time
from multiprocessing.connection import Connection
from pathlib import Path

from adapters.dialogue import Dialogue
from adapters.ledger.agenda import Agenda
from adapters.ledger.reminder import Place
from adapters.ledger.session import Session
from adapters.pace import Pace
from adapters.reminder.bell import Bell
from adapters.reminder.poster import Posted, Prompt
from adapters.reminder.prompts import Prompts
from adapters.seal import Seal
from messages import content
from messages.organisation import Organisation

ACCOUNT, LEASE, DAY = "file", 2.0, 86400.0
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["__main__", __name__])


class Poster:
    """Posts to a file, a line each: which chat, and when."""

    pause = 0.002

    def __init__(self, file: int) -> None:
        self._file = file

    async def post(self, place: Place, _prompt: Prompt) -> Posted:
        await asyncio.sleep(0.005)  # a platform takes its time, before the post is there and after
        os.write(self._file, f"{place.chat} {time.time()}\n".encode())
        os.fsync(self._file)
        await asyncio.sleep(0.005)
        return Posted("1", place.chat)

    async def remove(self, place: Place, message: str) -> bool:  # noqa: ARG002 - a poster's
        """There is no taking back a line."""
        return False


class Worker:
    """A process of this kind, seen from outside."""

    def __init__(self, url: str, posts: Path) -> None:
        self._line, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_work, args=(url, posts, theirs))
        self.process.start()
        theirs.close()
        assert self._line.recv() == "open"

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self._line.close()


def _work(url: str, posts: Path, line: Connection) -> None:
    file = os.open(posts, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    asyncio.run(_ring(url, file, line))


async def _ring(url: str, file: int, line: Connection) -> None:
    agenda = Agenda(await Session.open(url))
    prompts = Prompts(Dialogue(content.load(Organisation()), Seal((b"s" * 32,)), 900.0), "nl")
    line.send("open")
    await Bell(agenda, {ACCOUNT: Poster(file)}, prompts, DAY, Pace(lease=LEASE)).run()
