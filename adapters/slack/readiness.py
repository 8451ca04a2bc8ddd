"""The health of the Slack channel, which takes both receiving and calling."""

import asyncio
from collections.abc import Callable
from enum import StrEnum

from adapters.platforms.errors import PlatformError
from adapters.slack.api import Api
from adapters.slack.settings import NAME
from adapters.telemetry.health import Health


class Side(StrEnum):
    """A direction of communication that can fail."""

    INCOMING = "incoming"
    CALLS = "calls"


class Readiness:
    """Combines the health of both sides into that of the channel."""

    def __init__(self, health: Health) -> None:
        """Start with both sides unknown. `health`: where it reports whether the channel works."""
        self._health = health
        self._troubles: dict[Side, str | None] = {}

    def note(self, side: Side, trouble: str | None) -> None:
        """Record that one side works (None), or why it doesn't."""
        self._troubles[side] = trouble
        if found := next(filter(None, self._troubles.values()), None):
            self._health.mark_failing(NAME, found)
        elif len(self._troubles) == len(Side):
            self._health.mark_working(NAME)

    async def probe(self, api: Api, interval: float, on_date: Callable[[str], None]) -> None:
        """Check at intervals whether Slack accepts the bot's calls, until cancelled.

        Args:
            api: The API.
            interval: Seconds between two checks.
            on_date: Called with the Date header of each response.
        """
        while True:
            await asyncio.sleep(interval)
            try:
                on_date(await api.check())
            except PlatformError as error:
                self.note(Side.CALLS, error.said)
            else:
                self.note(Side.CALLS, None)
