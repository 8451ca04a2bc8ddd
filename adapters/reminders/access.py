"""Who may set up reminders: the people named in the settings, and those with a suitable role on the platform.

When the platform can't tell, the answer is no.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from enum import Enum

from adapters.platforms.errors import PlatformError


class Right(Enum):
    """Whether somebody may set up reminders. `UNSURE`: the platform can't tell, so they may not."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Access:
    """Decides who may set up reminders in one channel; called again at every turn."""

    def __init__(
        self,
        channel: str,
        coordinators: Collection[str],
        ask: Callable[[str, str], Awaitable[bool]] | None = None,
    ) -> None:
        """Select the coordinators of this channel.

        Args:
            channel: The name of the channel.
            coordinators: Each as `channel:id`.
            ask: Asks the platform about a person and a chat, as `ChatDirectory.is_coordinator` does; None if only those
                named in the settings may.
        """
        prefix = f"{channel}:"
        self._named = {name.removeprefix(prefix) for name in coordinators if name.startswith(prefix)}
        self._ask = ask

    @property
    def named(self) -> frozenset[str]:
        """Return the ids of people and groups in the settings."""
        return frozenset(self._named)

    def known(self, person: str) -> Right | None:
        """Return the answer for all chats if it is known without asking the platform; None otherwise."""
        if person in self._named:
            return Right.YES
        return None if self._ask else Right.NO

    async def of(self, person: str, chat: str = "") -> Right:
        """Return the answer for this chat; without a chat, the platform's answer about the person alone."""
        if known := self.known(person):
            return known
        try:
            return Right.YES if self._ask and await self._ask(person, chat) else Right.NO
        except PlatformError:
            return Right.UNSURE

    async def among(self, person: str, chats: Collection[str]) -> tuple[Right, frozenset[str]]:
        """Return the chats for which this person may set up reminders, and one answer for all of them.

        That is `UNSURE` if there is no such chat, and the platform couldn't tell about at least one.
        """
        asked = list(chats)
        rights = await asyncio.gather(*(self.of(person, chat) for chat in asked))
        allowed = frozenset(chat for chat, right in zip(asked, rights, strict=True) if right is Right.YES)
        if allowed or self.known(person) is Right.YES:
            return Right.YES, allowed
        return (Right.UNSURE if Right.UNSURE in rights else Right.NO), allowed
