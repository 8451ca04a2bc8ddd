"""What comes in, by whichever way: noted for wiping first, and only then acted upon.

1. Whatever a person sends in the private chat is in the ledger before Telegram is told that it arrived. A process that
   dies in between is sent it again.
2. Each person's turns are taken one at a time and in order.
3. A press needs no ledger: while that is away, whoever only presses is answered.
"""

import time
from collections import OrderedDict
from collections.abc import Sequence
from functools import partial

from adapters.ledger.wipe import Message, Part
from adapters.service import Service
from adapters.telegram import wire
from adapters.telegram.conversation import Conversation

REMEMBERED = 10_000
"""Updates whose numbers are remembered, so that one that is delivered twice is taken once."""


class Inbox:
    """Takes updates as they are in JSON."""

    def __init__(self, conversation: Conversation, account: str, service: Service) -> None:
        """`account`: the bot's name in the ledger."""
        self._conversation = conversation
        self._account = account
        self._ledger = service.ledger
        self._lanes = service.lanes
        self._taken: OrderedDict[int, None] = OrderedDict()

    async def take(self, updates: Sequence[object]) -> None:
        """Take all of these.

        Raises one of the ledger's `UNAVAILABLE`; then only what came of people who did nothing but press was taken.
        """
        fresh = [(wire.number(update), wire.read(update)) for update in updates]
        fresh = [(number, event) for number, event in fresh if number not in self._taken]
        events = [event for _, event in fresh if event]
        typists = {event.source.person for event in events if not isinstance(event, wire.Pressed)}
        await self._admit([one for one in fresh if one[1] and one[1].source.person not in typists])
        await self._ledger.note((self._noted(event.source) for event in events if _is_message(event)), within=0)
        await self._admit([one for one in fresh if not one[1] or one[1].source.person in typists])

    async def _admit(self, found: Sequence[tuple[int | None, wire.Event | None]]) -> None:
        fresh = [event for number, event in found if self._remember(number)]
        for event in fresh:
            if event:
                await self._lanes.room()
                self._lanes.add(event.source.person, partial(self._conversation.take, event))

    def _remember(self, number: int | None) -> bool:
        """Remember this one; false: it was taken already, perhaps while this delivery of it was noted."""
        if number in self._taken:
            return False
        if number is not None:
            self._taken[number] = None
        if len(self._taken) > REMEMBERED:
            self._taken.popitem(last=False)
        return True

    def _noted(self, source: wire.Source) -> Message:
        age = max(0.0, time.time() - source.date)
        return Message(self._account, str(source.chat), str(source.message), Part.PERSON, age)


def _is_message(event: wire.Event) -> bool:
    return event.source.private and not isinstance(event, wire.Pressed)
