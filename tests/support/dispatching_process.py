"""A process that posts the reminders that are due, for the tests to kill: each post is a line in a file.

It is forked from a process that has everything imported, so that starting one takes almost no time.
"""

import asyncio
import multiprocessing
import os
import time
from multiprocessing.connection import Connection
from pathlib import Path

from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.concurrency.intervals import Intervals
from adapters.reminders.dispatcher import ReminderDispatcher
from adapters.reminders.prompts import Prompts
from adapters.reminders.publisher import PostedReminder, ReminderPost
from adapters.storage.reminders import Destination, Suspension
from adapters.storage.session import Session
from messages.loading.organisation import Organisation
from tests.support import made_reminders
from tests.support.loading import load_content

ACCOUNT, LEASE, DAY = "file", 2.0, 86400.0
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["__main__", __name__])


class FilePublisher:
    """Posts to a file, one line each: the chat, and the time."""

    post_interval = 0.002

    def __init__(self, file: int) -> None:
        self._file = file

    async def publish(self, place: Destination, _prompt: ReminderPost) -> PostedReminder:
        await asyncio.sleep(0.005)  # a platform takes some time, before and after the post is there
        os.write(self._file, f"{place.chat} {time.time()}\n".encode())
        os.fsync(self._file)
        await asyncio.sleep(0.005)
        return PostedReminder("1", place.chat)

    async def retract(self, place: Destination, message: str) -> bool:  # noqa: ARG002 - as in `Publisher`
        """Return without doing anything: a line can't be taken back."""
        return False

    async def alert(self, place: Destination, why: Suspension) -> int:
        """Write a line, as if to one coordinator."""
        os.write(self._file, f"alert:{why} {place.chat}\n".encode())
        return 1


class Worker:
    """Such a process, as the tests see it."""

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
    reminder_store = made_reminders.on(await Session.open(url))
    prompts = Prompts(Dialogue(load_content(Organisation()), TokenCipher((b"s" * 32,)), 900.0), "nl")
    line.send("open")
    await ReminderDispatcher(reminder_store, {ACCOUNT: FilePublisher(file)}, prompts, DAY, Intervals(lease=LEASE)).run()
