"""Who may set reminders up: those who are named in the settings, and, if that is set, a group's administrators there.

When in doubt, nobody.
"""

import asyncio
from collections.abc import Collection

from adapters.telegram.call import NAME
from adapters.telegram.error import AwayError, RefusedError
from adapters.telegram.team import Teams


class DoubtError(Exception):
    """Telegram couldn't be asked who this person is."""


class Coordinators:
    """Knows who is one."""

    def __init__(self, teams: Teams, named: Collection[str], *, administrators: bool) -> None:
        """`named`: each a channel, a colon and an id; `administrators`: those of a group may, for that group."""
        self._teams = teams
        self._named = frozenset(named)
        self.administrators = administrators

    def everywhere(self, person: int) -> bool:
        """Tell whether this person may in every group."""
        return f"{NAME}:{person}" in self._named

    async def may(self, person: int, chat: int) -> bool:
        """Tell whether this person may, in this group and now. Raises `DoubtError`."""
        if self.everywhere(person):
            return True
        if not self.administrators or chat >= 0:
            return False
        try:
            return await self._teams.leads(chat, person)
        except (RefusedError, AwayError) as error:
            raise DoubtError from error

    async def among(self, person: int, chats: Collection[int]) -> frozenset[int]:
        """Give those of these groups in which this person may. Raises `DoubtError` if it can't be told of any."""
        asked = list(chats)
        told = await asyncio.gather(*(self.may(person, chat) for chat in asked), return_exceptions=True)
        found = frozenset(chat for chat, may in zip(asked, told, strict=True) if may is True)
        doubts = [one for one in told if isinstance(one, BaseException)]
        if doubts and not found:
            raise doubts[0]
        return found
