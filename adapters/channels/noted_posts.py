"""Posts messages that are recorded in the wipe store: a row before posting, and the id once it is known."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from adapters.platforms.errors import RefusedError, UnavailableError
from adapters.platforms.retry import PAUSES, retry
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from adapters.wiping.deadlines import DeadlineBuffer

Post = Callable[[], Awaitable[str]]
UNSURE = 60.0
"""Seconds after which a search starts for a message whose id was never received."""


@dataclass(frozen=True, slots=True)
class PostNote:
    """What is recorded about a post.

    Attributes:
        kind: Its role in the conversation.
        stay: Seconds until it is wiped.
        run: The run of the check that it shows; "" if none.
        first: Whether it begins a conversation, which ends whatever is older in its chat. Anything newer comes from
            another process, and stays: if both ended the other's, the chat would end up empty.
    """

    kind: MessageKind
    stay: float
    run: str = ""
    first: bool = False


class NotedPosts:
    """Posts in the chats of one account. Every call may raise `PlatformError` and `DATABASE_UNAVAILABLE`."""

    def __init__(self, account: str, wipe_store: WipeStore, deadlines: DeadlineBuffer) -> None:
        """Set up. `account`: its name in the stores."""
        self._account = account
        self._wipe_store = wipe_store
        self._deadlines = deadlines

    async def post(self, chat: str, after: str | None, note: PostNote, post: Post) -> bool:
        """Post something, and once more if the answer was lost.

        Args:
            chat: Where.
            after: The last message known there, where the search for a lost id starts; None for no search.
            note: What to record about it.
            post: Posts it, and returns its id.

        Returns:
            Whether it ended an open check in this chat.
        """
        return await retry(partial(self._try, chat, after, note, post), PAUSES, _wait)

    async def _try(self, chat: str, after: str | None, note: PostNote, post: Post) -> bool:
        """Post once. If it is unclear whether that succeeded, the row stays, and the message is searched for later."""
        row = await self._wipe_store.intend(self._account, chat, note.kind, UNSURE, after)
        try:
            message = await post()
        except UnavailableError as away:
            if not away.unsure:
                await self._wipe_store.dropped(row)
            raise
        except RefusedError:
            await self._wipe_store.dropped(row)
            raise
        return await self._cover(row, ChatMessage(self._account, chat, message, note.kind, run=note.run or None), note)

    async def _cover(self, row: int, posted: ChatMessage, note: PostNote) -> bool:
        """Fill in the id of the posted message in its row, or in a new row if that one was wiped already."""
        was_open = False
        if note.first:
            try:
                await self._deadlines.forget(self._account, posted.chat, posted.id)
            finally:  # even if the turn is cancelled meanwhile: nothing else knows the id
                covered, was_open = await self._wipe_store.opened(row, posted, note.stay)
        else:
            covered = await self._wipe_store.posted(row, posted.id, note.stay, posted.run)
        if not covered:
            await self._wipe_store.note([posted], note.stay)
        return was_open


def _wait(error: Exception) -> float | None:
    """Return 0 to post again if the response was lost, else None. If the first was posted, it is wiped anyway."""
    return 0.0 if isinstance(error, UnavailableError) and error.unsure else None
