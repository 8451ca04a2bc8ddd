"""Records messages that people send, so that they are wiped, in a database that may be slow or unavailable.

A call that isn't answered quickly continues in the background, and no other is made until it is answered: otherwise
presses, which need no database, would have to wait.
"""

import asyncio
from collections.abc import Sequence

from adapters.channels.message_lifecycle import Address
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind

NOTING = 2.0
"""Seconds that the database has to record a message before deliveries no longer wait for it."""


class SentNotes:
    """The messages that people sent to one account."""

    def __init__(self, account: str, wipe_store: WipeStore, slow: float) -> None:
        """Set up.

        Args:
            account: The account's name in the stores.
            wipe_store: Where to record them.
            slow: Seconds without an answer after which the database counts as unavailable, not just as slow.
        """
        self._account = account
        self._wipe_store = wipe_store
        self._slow = slow
        self._unanswered: asyncio.Future[None] | None = None
        self._silent_since: float | None = None

    @property
    def slow(self) -> bool:
        """Return whether the database hasn't answered yet, and may still do so soon."""
        since, now = self._silent_since, asyncio.get_running_loop().time()
        return since is not None and self._pending and now - since < self._slow

    async def add(self, sent: Sequence[Address]) -> None:
        """Record that these must be wiped. Raises `DATABASE_UNAVAILABLE`, which includes `TimeoutError`."""
        if self._pending:
            raise TimeoutError
        since = asyncio.get_running_loop().time()
        asked = asyncio.ensure_future(self._wipe_store.note(map(self._note, sent), within=0))
        if not (await asyncio.wait({asked}, timeout=NOTING))[0]:
            self._wait(asked, since)
            raise TimeoutError
        await asked
        self._answered(asked)

    @property
    def _pending(self) -> bool:
        return self._unanswered is not None and not self._unanswered.done()

    def _wait(self, asked: asyncio.Future[None], since: float) -> None:
        """Make no more calls until this one is answered. An outage counts from the first such call."""
        self._unanswered = asked
        self._silent_since = since if self._silent_since is None else self._silent_since
        asked.add_done_callback(self._answered)

    def _answered(self, asked: asyncio.Future[None]) -> None:
        """Count the database as working again if this call succeeded, and no other is unanswered."""
        if not (asked.cancelled() or asked.exception() or self._pending):
            self._silent_since = None

    def _note(self, sent: Address) -> ChatMessage:
        return ChatMessage(self._account, sent.chat, sent.message, MessageKind.PERSON, sent.age)
