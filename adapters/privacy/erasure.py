"""Erase everything in the database about a channel, a chat or a person, and wipe their messages in the chat.

1. A message that is still to be wiped is wiped before its row is deleted: without the row it would never be wiped.
2. What another process has claimed is left to that process. Wait for it, and report it if it takes too long.
3. What belongs to an account that isn't configured here is first left to the process that serves it; if none does, the
   rows are deleted.
4. A bot that is running may store something shortly after a press, so the stores are read twice.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.channels.port import Channel
from adapters.channels.services import SharedServices
from adapters.privacy.subject import Subject
from adapters.storage.inventory import Inventory
from adapters.storage.reminders import POSTED, OccurrenceOutcome, Reminder
from adapters.storage.wipes import REPLACING, MessageKind
from adapters.wiping.worker import WipeWorker

PAUSE = 0.5
"""Seconds between checks of what is left."""


@dataclass(frozen=True, slots=True)
class Wait:
    """How long an erasure waits for other processes.

    Attributes:
        patience: Seconds within which messages must be wiped; otherwise they count as left.
        unserved: Seconds that a wipe must be overdue for its account to count as unserved; a process that serves it
            checks more often.
    """

    patience: float = 45.0
    unserved: float = 30.0


USUAL = Wait()
_PERHAPS = {OccurrenceOutcome.SENDING, OccurrenceOutcome.UNKNOWN}
"""Outcomes of a post whose id isn't known, and which may or may not exist."""


@dataclass
class Erased:
    """The numbers of erased rows and messages.

    Attributes:
        reminders: Rows that were deleted.
        occurrences: Rows that were deleted.
        drafts: Rows that were deleted.
        introductions: Rows that were deleted; their messages are wiped.
        taken: Latest posts of deleted reminders that were deleted too.
        standing: Latest posts of deleted reminders, and first messages, that may still be in the chat.
        wiped: Messages that were wiped.
        refused: Messages that the platform will never delete; their rows were deleted.
        elsewhere: Messages that another process wiped.
        abandoned: Other messages of accounts that no process serves; only their rows were deleted.
        left: Messages whose rows are left, and that a bot keeps trying to wipe.
    """

    reminders: int = 0
    occurrences: int = 0
    drafts: int = 0
    introductions: int = 0
    taken: int = 0
    standing: int = 0
    wiped: int = 0
    refused: int = 0
    elsewhere: int = 0
    abandoned: int = 0
    left: int = 0

    @property
    def rows(self) -> int:
        """Return the number of deleted rows."""
        messages = self.wiped + self.refused + self.elsewhere + self.abandoned
        return self.reminders + self.occurrences + self.drafts + self.introductions + messages

    @property
    def whole(self) -> bool:
        """Return whether nothing is left, neither in the database nor in the chat."""
        return not (self.standing or self.refused or self.abandoned or self.left)


class Erasure:
    """Erases everything about a subject."""

    def __init__(
        self, services: SharedServices, inventory: Inventory, channels: Sequence[Channel], wait: Wait = USUAL
    ) -> None:
        """Configure it; nothing is erased before `run`.

        Args:
            services: Provides the stores.
            inventory: The inventory of the same database.
            channels: The configured channels, open.
            wait: How long to wait for other processes.
        """
        self._gather = services.intervals.gather
        self._wipe_store = services.wipe_store
        self._reminder_store = services.reminder_store
        self._drafts = services.drafts
        self._introductions = services.introduction_store
        self._inventory = inventory
        self._wait = wait
        self._channels = {channel.account: chats for channel in channels if (chats := channel.chats)}
        self._worker = WipeWorker(services.wipe_store, self._channels)

    async def run(self, subject: Subject) -> Erased:
        """Erase everything about this subject.

        Raises:
            DATABASE_UNAVAILABLE: One of these errors; the erasure can be run again.
        """
        erased = Erased()
        for reminder in await self._reminder_store.all():
            if subject.is_at(reminder.place.channel, reminder.place.chat):
                await self._remove(reminder, erased)
        erased.drafts += await self._drafts.erase(lambda place: subject.is_at(place.channel, place.chat))
        for introduction in await self._introductions.all():
            if subject.is_at(introduction.place.channel, introduction.place.chat):
                erased.introductions += await self._introductions.remove(introduction)
        begun, newest = time.monotonic(), dict[str, str]()
        if await self._wipe(subject, begun, newest, erased):
            await asyncio.sleep(self._gather + PAUSE)
            await self._wipe(subject, begun, newest, erased)
        return erased

    async def _remove(self, reminder: Reminder, erased: Erased) -> None:
        """Delete this reminder and its latest post. A process that is posting it right now deletes that post itself."""
        within = REPLACING if reminder.place.channel in self._channels else 0.0  # or a bot deletes it at the same time
        for gone in await self._reminder_store.remove(reminder.series, [reminder.place], within):
            erased.reminders += 1
            erased.occurrences += len(gone.occurrences)
            erased.standing += sum(one.outcome in _PERHAPS for one in gone.occurrences)
            channel = self._channels.get(gone.place.channel)
            if gone.message and channel:  # a post of another account is wiped like any other message
                taken = await channel.retract(gone.place, gone.message)
                erased.taken += taken
                erased.standing += not taken
            elif not gone.message and any(one.outcome in POSTED for one in gone.occurrences):
                erased.standing += 1  # its location is unknown

    async def _wipe(self, subject: Subject, begun: float, newest: dict[str, str], erased: Erased) -> bool:
        """Wipe until none of the current messages is left, or until `patience` has passed.

        Args:
            subject: Whose messages.
            begun: The start of the erasure, as `time.monotonic`.
            newest: The newest message at the start, by account; later ones belong to a new check.
            erased: Counts the results.

        Returns:
            Whether there was anything to wipe.
        """
        before = await self._inventory.waiting(subject.platform, subject.id)
        for account in before:
            if account not in newest:
                newest[account] = await self._wipe_store.newest(account, subject.id) or ""
            await self._wipe_store.end_until(account, subject.id, newest[account])
        done, left = set[int](), _numbers(before)
        while left:
            for account in before:
                done |= await self._round(account, subject.id, begun, erased)
            left = _numbers(await self._inventory.waiting(subject.platform, subject.id)) & _numbers(before)
            if not left or time.monotonic() >= begun + self._wait.patience:
                break
            await asyncio.sleep(PAUSE)
        erased.left = len(left)
        erased.elsewhere += len(_numbers(before) - done - left)
        return bool(before)

    async def _round(self, account: str, chat: str, begun: float, erased: Erased) -> frozenset[int]:
        """Wipe what can be wiped now, and return the ids of the rows that are gone."""
        if account not in self._channels:
            if time.monotonic() < begun + self._wait.unserved:
                return frozenset()
            gone = await self._wipe_store.abandon(account, chat, self._wait.unserved)
            posts = sum(kind is MessageKind.POST for kind in gone.values())
            erased.standing += posts
            erased.abandoned += len(gone) - posts
            return frozenset(gone)
        wiped = await self._worker.at(account, chat)
        erased.wiped += len(wiped.done)
        erased.refused += len(wiped.given_up)
        return frozenset(wipe.id for wipe in wiped.over)


def _numbers(found: Mapping[str, frozenset[int]]) -> frozenset[int]:
    return frozenset().union(*found.values())
