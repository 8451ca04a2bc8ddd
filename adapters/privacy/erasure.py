"""Taking away all that the ledger has of a channel, a chat or a person, from the chat as well.

1. A message that is still to be wiped is wiped, and then its row goes: without the row it would stay for ever.
2. What another process holds just now is left to it. It is waited for, and told when it takes too long.
3. What belongs to an account that isn't set here is left for a while to whoever serves that; where nobody does, its
   rows go.
4. A bot that runs beside this may note down a moment later what was pressed a moment before: it is looked at twice.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.due import Due
from adapters.ledger.inventory import Inventory
from adapters.ledger.reminder import Outcome, Reminder
from adapters.privacy.subject import Subject
from adapters.service import Channel, Service

PAUSE = 0.5
"""Seconds between two looks at what is left."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds, each.

    `patience`: in which messages go, or are told as left. `unserved`: that a wipe is due and nobody takes it though
    this looks on, after which nobody serves its account; who does looks sooner.
    """

    patience: float = 45.0
    unserved: float = 30.0


USUAL = Wait()
_PERHAPS = {Outcome.SENDING, Outcome.UNKNOWN}
"""Of a post with one of these nobody knows whether it stands, nor its id."""


@dataclass
class Erased:
    """What came of it.

    `reminders`, `occurrences`: rows that are gone. `taken`, `standing`: their last posts, gone and perhaps not.
    Of the messages to wipe: `wiped`; `refused` by the platform; done `elsewhere`, by another process; `abandoned`,
    whose rows are gone and nothing else; and `left`, whose rows are still there.
    """

    reminders: int = 0
    occurrences: int = 0
    taken: int = 0
    standing: int = 0
    wiped: int = 0
    refused: int = 0
    elsewhere: int = 0
    abandoned: int = 0
    left: int = 0

    @property
    def rows(self) -> int:
        """Count the rows that are gone."""
        messages = self.wiped + self.refused + self.elsewhere + self.abandoned
        return self.reminders + self.occurrences + messages

    @property
    def whole(self) -> bool:
        """Tell whether nothing is left, here and in the chat."""
        return not (self.standing or self.refused or self.abandoned or self.left)


class Erasure:
    """Takes it away."""

    def __init__(self, service: Service, inventory: Inventory, channels: Sequence[Channel], wait: Wait = USUAL) -> None:
        """`channels`: those that are set here, open; `wait`: for how long, for what."""
        self._gather = service.pace.gather
        self._ledger = service.ledger
        self._agenda = service.agenda
        self._inventory = inventory
        self._wait = wait
        self._posters = {channel.account: channel.poster for channel in channels}
        self._due = Due(service.ledger, {channel.account: channel.wiper for channel in channels})

    async def run(self, subject: Subject) -> Erased:
        """Take away all of this. Raises one of the ledger's `UNAVAILABLE`; then it can be run again."""
        erased = Erased()
        for reminder in await self._agenda.all():
            if subject.is_at(reminder.place.channel, reminder.place.chat):
                await self._remove(reminder, erased)
        begun = time.monotonic()
        if await self._wipe(subject, begun, erased):
            await asyncio.sleep(self._gather + PAUSE)
            await self._wipe(subject, begun, erased)
        return erased

    async def _remove(self, reminder: Reminder, erased: Erased) -> None:
        """Forget this reminder, and take away its last post. Who is posting one now takes that away by itself."""
        gone = await self._agenda.remove(reminder.id)
        if gone is None:
            return
        erased.reminders += 1
        erased.occurrences += len(gone.occurrences)
        erased.standing += sum(one.outcome in _PERHAPS for one in gone.occurrences)
        if gone.message:
            poster = self._posters.get(gone.place.channel)
            if poster and await poster.remove(gone.place, gone.message):
                erased.taken += 1
            else:
                erased.standing += 1
        elif any(one.outcome is Outcome.SENT for one in gone.occurrences):  # where it is now, nobody knows
            erased.standing += 1

    async def _wipe(self, subject: Subject, begun: float, erased: Erased) -> bool:
        """Wipe until nothing is left of what there is now, or patience is. Tells whether there was anything.

        `begun`: when this looked for the first time, as time.monotonic().
        """
        before = await self._inventory.waiting(subject.platform, subject.id)
        for account in before:
            await self._ledger.end(account, subject.id)
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
        """Do what can be done now; give the numbers of the rows that are gone."""
        if account not in self._posters:
            if time.monotonic() < begun + self._wait.unserved:
                return frozenset()
            gone = await self._ledger.abandon(account, chat, self._wait.unserved)
            erased.abandoned += len(gone)
            return gone
        wiped = await self._due.at(account, chat)
        erased.wiped += len(wiped.done)
        erased.refused += len(wiped.refused)
        return frozenset(wipe.id for wipe in (*wiped.done, *wiped.refused))


def _numbers(found: Mapping[str, frozenset[int]]) -> frozenset[int]:
    return frozenset().union(*found.values())
