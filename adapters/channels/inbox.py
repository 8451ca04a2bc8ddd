"""Takes each delivery once, over any transport: first records that it must be wiped, then processes it.

1. A message that a person sends in a private chat is in the wipe store before its delivery is acknowledged. If the
   process dies in between, the platform delivers it again.
2. Each person's turns run one at a time and in order.
3. A press needs no database: people who only press buttons are served during an outage. Messages sent then are deleted,
   and their senders are told; the platform redelivers them, and they are processed once they can be recorded.
4. While the database doesn't answer, presses don't wait for it, and messages are delivered again. Only after a few
   seconds does it count as unavailable: on a busy disk, what was sent can usually be processed by then.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial

from adapters.channels.message_lifecycle import Address
from adapters.channels.sent_notes import SentNotes
from adapters.channels.services import SharedServices
from adapters.concurrency.expiring_memory import ExpiringMemory
from adapters.concurrency.user_queue import Turn
from adapters.storage.errors import DATABASE_UNAVAILABLE

REMEMBERED = 10_000
"""The number of deliveries whose ids are remembered."""
QUIET = 60.0
"""The minimum number of seconds before a person is told again that they have to try later."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something that a platform delivered.

    Attributes:
        id: Identifies repeated deliveries; None if it has no id.
        person: The person who caused it; None if nobody did.
        turn: Processes it; None if there is nothing to do.
        sent: The message that the person sent in their private chat, which must be wiped; None for anything else.
        turn_away: Deletes that message when it can't be recorded, and tells the person so if its argument is true.
    """

    id: Hashable | None
    person: str | None = None
    turn: Turn | None = None
    sent: Address | None = None
    turn_away: Callable[[bool], Awaitable[None]] | None = None


class Deduplicator:
    """Recognises repeated deliveries by their ids, and remembers nothing else about them."""

    def __init__(self, most: int | None = None) -> None:
        """Start empty. `most`: the number of ids remembered, if not `REMEMBERED`."""
        self._most = REMEMBERED if most is None else most
        self._ids: OrderedDict[Hashable, None] = OrderedDict()

    def __contains__(self, id_: Hashable) -> bool:
        """Return whether this id has been taken."""
        return id_ in self._ids

    def take(self, id_: Hashable | None) -> bool:
        """Remember this id, and return whether it is new; None always is."""
        if id_ in self._ids:
            return False
        if id_ is not None:
            self._ids[id_] = None
        if len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return True


class Inbox:
    """Takes deliveries of one account."""

    def __init__(self, account: str, services: SharedServices, read: Callable[[object], Incoming]) -> None:
        """Start empty.

        Args:
            account: The account's name in the stores.
            services: The services that all channels share.
            read: Parses a delivery, as decoded JSON.
        """
        self._sent = SentNotes(account, services.wipe_store, services.intervals.slow)
        self._user_queue = services.user_queue
        self._read = read
        self._taken, self._turned_away = Deduplicator(), Deduplicator()
        self._told: ExpiringMemory[str, bool] = ExpiringMemory(REMEMBERED, QUIET)

    async def take(self, delivered: Sequence[object]) -> None:
        """Take these deliveries, each as decoded JSON.

        Raises:
            DATABASE_UNAVAILABLE: Only the deliveries of people who did nothing but press buttons were taken.
        """
        fresh = [one for one in map(self._read, delivered) if one.id not in self._taken]
        senders = {one.person for one in fresh if one.sent}
        await self._admit([one for one in fresh if one.turn and one.person not in senders])
        try:
            if sent := [one.sent for one in fresh if one.sent]:
                await self._sent.add(sent)
        except DATABASE_UNAVAILABLE:
            if not self._sent.slow:
                self._turn_away(fresh)
            raise
        await self._admit([one for one in fresh if not one.turn or one.person in senders])

    async def _admit(self, found: Sequence[Incoming]) -> None:
        """Queue the turns of these, except those that were taken meanwhile as a repeated delivery."""
        for one in [one for one in found if self._taken.take(one.id)]:
            if one.turn:
                await self._user_queue.wait_for_slot()
                self._user_queue.add(one.person, one.turn)

    def _turn_away(self, found: Sequence[Incoming]) -> None:
        """Turn these away: each delivery once, telling each person at most once a minute."""
        for one in found:
            if one.turn_away and one.person and self._turned_away.take(one.id):
                self._user_queue.add(one.person, partial(one.turn_away, self._told.get(one.person) is None))
                self._told.put(one.person, value=True)
