"""Takes away what was posted for a reminder; what fails is left to wiping, which tries it again."""

from collections.abc import Awaitable
from contextlib import suppress

from adapters.platforms.errors import UnavailableError
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.reminders import Destination
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind


async def retracted(deleting: Awaitable[bool], destination: Destination, message: str, wipe_store: WipeStore) -> bool:
    """Return whether this post is gone, and drop what was noted of it, unless it must be tried again.

    Args:
        deleting: Deletes it, and returns whether it is gone; raises `UnavailableError` if it must be tried again.
        destination: Where it is.
        message: Its id there.
        wipe_store: Where it is noted.
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
