"""Delete a reminder's post; if that fails, leave it to the wipe worker, which retries."""

from collections.abc import Awaitable
from contextlib import suppress

from adapters.platforms.errors import UnavailableError
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.reminders import Destination
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind


async def retracted(deleting: Awaitable[bool], destination: Destination, message: str, wipe_store: WipeStore) -> bool:
    """Delete this post, and return whether it is gone. Its row is deleted too, unless it must be retried.

    Args:
        deleting: Deletes it, and returns whether it is gone; raises `UnavailableError` if it must be retried.
        destination: The chat that it is in.
        message: Its id in that chat.
        wipe_store: The store that has its row.
    """
    try:
        gone = await deleting
    except UnavailableError:
        post = ChatMessage(destination.channel, destination.chat, message, MessageKind.POST)
        with suppress(*DATABASE_UNAVAILABLE):
            await wipe_store.note([post], within=0)
        return False
    with suppress(*DATABASE_UNAVAILABLE):
        await wipe_store.drop(destination.channel, destination.chat, message)
    return gone
