"""Who may set up reminders: the people that are named, and the members of the user groups that are.

When it can't be told, the answer is no: a group that Slack doesn't tell of has nobody in it.
"""

import time
from collections.abc import Callable, Collection
from enum import Enum

from adapters.slack.api import NAME, Api
from adapters.slack.error import AwayError, RefusedError
from adapters.slack.setting import groups
from adapters.slack.wire import Sender

MINUTE = 60.0
"""Seconds for which the members of a group are remembered, so that not every press asks for them."""


class Right(Enum):
    """Whether somebody may set up reminders. `UNSURE`: they may not, as Slack doesn't tell."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Coordinators:
    """Those who may. What is remembered is bounded by the groups that are named."""

    def __init__(self, api: Api, named: Collection[str], clock: Callable[[], float] = time.monotonic) -> None:
        """`named`: each a channel's name, a colon, and an id there; `clock`: seconds."""
        self._api = api
        self._groups = groups(named)
        self._people = {found for name in named if (found := name.removeprefix(f"{NAME}:")) != name} - self._groups
        self._clock = clock
        self._members: dict[str, tuple[float, frozenset[str]]] = {}

    def known(self, sender: Sender) -> Right | None:
        """Tell whether this person may, or None where Slack must be asked; never waits."""
        if sender.person in self._people:
            return Right.YES
        return None if self._groups else Right.NO

    async def of(self, sender: Sender) -> Right:
        """Tell whether this person may, and ask Slack for members where they aren't known."""
        if known := self.known(sender):
            return known
        found = Right.NO
        for group in self._groups:
            try:
                if sender.person in await self._in(group):
                    return Right.YES
            except (RefusedError, AwayError):
                found = Right.UNSURE
        return found

    async def _in(self, group: str) -> frozenset[str]:
        at, members = self._members.get(group, (0.0, frozenset()))
        if group in self._members and self._clock() - at <= MINUTE:
            return members
        self._members.pop(group, None)
        members = await self._api.members(group)
        self._members[group] = self._clock(), members
        return members
