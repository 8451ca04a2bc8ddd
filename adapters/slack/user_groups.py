"""The members of the user groups that may set up reminders, cached for a minute to save a call per press."""

from collections.abc import Collection
from contextlib import suppress
from functools import partial

from adapters.concurrency.expiring_memory import ExpiringMemory
from adapters.concurrency.single_flight import SingleFlight
from adapters.platforms.errors import PlatformError, RefusedError
from adapters.slack.api import Api

MINUTE = 60.0
"""Seconds for which the members of a group are cached."""


class UserGroups:
    """Caches the members. The cache is bounded by the number of groups."""

    def __init__(self, api: Api, groups: Collection[str], seconds: float = MINUTE) -> None:
        """Set up. `groups`: their ids; `seconds`: how long members are cached."""
        self._api = api
        self._groups = groups
        self._members: ExpiringMemory[str, frozenset[str]] = ExpiringMemory(len(groups), seconds)
        self._asking = {group: SingleFlight(partial(self._asked, group)) for group in groups}

    async def is_coordinator(self, person: str, _chat: str) -> bool:
        """Return whether this person is in one of the groups.

        Raises:
            PlatformError: Slack doesn't return the members of some group, and the person isn't in any other.
        """
        failed: PlatformError | None = None
        for group in self._groups:
            try:
                if person in await self._in(group):
                    return True
            except PlatformError as error:
                failed = error
        if failed:
            raise failed
        return False

    async def members(self) -> frozenset[str]:
        """Return the members of all these groups, except those that Slack refuses to list.

        Raises:
            UnavailableError: Slack can't be reached.
        """
        found: frozenset[str] = frozenset()
        for group in self._groups:
            with suppress(RefusedError):
                found |= await self._in(group)
        return found

    async def _in(self, group: str) -> frozenset[str]:
        known = self._members.get(group)
        return await self._asking[group]() if known is None else known

    async def _asked(self, group: str) -> frozenset[str]:
        """Ask Slack, once for all channels in a press, because it allows only a few such calls a minute."""
        members = await self._api.members(group)
        self._members.put(group, members)
        return members
