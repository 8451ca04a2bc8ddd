"""A process that posts the reminders that are due, for the tests to kill: each post is a line in a file.

It is forked from a process that has everything imported, so that starting one takes almost no time.
"""

import asyncio
import multiprocessing
import os
import secrets
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.concurrency.intervals import Intervals
from adapters.reminders.alert_worker import AlertWorker
from adapters.reminders.alerts import Reach
from adapters.reminders.dispatcher import ReminderDispatcher
from adapters.reminders.prompts import Prompts
from adapters.reminders.publisher import PostedReminder, PostRefusedError, ReminderPost
from adapters.storage.alarm_store import AlarmStore
from adapters.storage.alarms import Alarm
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, Suspension
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from messages.loading.organisation import Organisation
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
        return PostedReminder(secrets.token_hex(4), place.chat)

    async def retract(self, place: Destination, message: str) -> bool:  # noqa: ARG002 - as in `Publisher`
        """Return without doing anything: a line can't be taken back."""
        return False

    async def alert(self, alarms: Sequence[Alarm]) -> Reach:
        """Write a line for each, as if to one coordinator, and one for all of them."""
        os.write(self._file, f"alerted {len(alarms)}\n".encode())
        for alarm in alarms:
            os.write(self._file, f"alert:{alarm.trouble}:{alarm.why} {alarm.reminder.place.chat}\n".encode())
        os.fsync(self._file)
        return Reach(1, frozenset())


class HangingPublisher(FilePublisher):
    """Takes nothing away and answers no alert, though that is told: it says that it begins, and waits for ever."""

    async def retract(self, place: Destination, message: str) -> bool:  # noqa: ARG002 - as in `Publisher`
        """Write a line, and wait."""
        os.write(self._file, f"retract {place.chat}\n".encode())
        return await asyncio.Future()

    async def alert(self, alarms: Sequence[Alarm]) -> Reach:
        """Write the lines, and wait."""
        await super().alert(alarms)
        return await asyncio.Future()


class RefusingPublisher(FilePublisher):
    """Refuses everything, for a reason that may pass."""

    async def publish(self, place: Destination, _prompt: ReminderPost) -> PostedReminder:  # noqa: ARG002 - as in `Publisher`
        await asyncio.sleep(0.005)
        raise PostRefusedError(Suspension.REJECTED)


class Worker:
    """Such a process, as the tests see it."""

    def __init__(self, url: str, posts: Path, kind: type[FilePublisher] = FilePublisher) -> None:
        self._line, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_work, args=(url, posts, theirs, kind))
        self.process.start()
        theirs.close()
        assert self._line.recv() == "open"

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self._line.close()


def _work(url: str, posts: Path, line: Connection, kind: type[FilePublisher]) -> None:
    file = os.open(posts, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    asyncio.run(_ring(url, kind(file), line))


async def _ring(url: str, publisher: FilePublisher, line: Connection) -> None:
    session, intervals = await Session.open(url), Intervals(lease=LEASE, look=0.5, quiet=0.2)
    reminder_store = ReminderStore(session, WipeStore(session, {ACCOUNT: DAY}))
    prompts = Prompts(Dialogue(load_content(Organisation()), TokenCipher((b"s" * 32,)), 900.0), "nl")
    alarm_store = AlarmStore(session, reminder_store.alarmed, intervals.quiet)
    dispatcher = ReminderDispatcher(reminder_store, {ACCOUNT: publisher}, prompts, DAY, intervals)
    line.send("open")
    await asyncio.gather(dispatcher.run(), AlertWorker(alarm_store, {ACCOUNT: publisher}, intervals.look).run())
