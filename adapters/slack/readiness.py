"""Whether Slack works: both what comes in, and the calls. It fails when either does."""

import asyncio
from collections.abc import Callable
from enum import StrEnum

from adapters.platforms.errors import PlatformError
from adapters.slack.api import Api
from adapters.slack.settings import NAME
from adapters.telemetry.health import Health


class Side(StrEnum):
    """A side of the channel that can fail."""

    INCOMING = "incoming"
    CALLS = "calls"


class Readiness:
    """Reports the health of the channel, from both sides."""

    def __init__(self, health: Health) -> None:
        """Start without knowing anything. `health`: told whether the channel works."""
        self._health = health
        self._troubles: dict[Side, str | None] = {}

    def note(self, side: Side, trouble: str | None) -> None:
        """Note that one side works, or why it doesn't."""
        self._troubles[side] = trouble
        if found := next(filter(None, self._troubles.values()), None):
            self._health.mark_failing(NAME, found)
        elif len(self._troubles) == len(Side):
            self._health.mark_working(NAME)

    async def probe(self, api: Api, interval: float, on_date: Callable[[str], None]) -> None:
        """Ask Slack at intervals whether it takes the bot's calls, until cancelled.

        Args:
            api: The API that is asked.
            interval: Seconds between two questions.
            on_date: Called with the Date header of each answer.
        """
        while True:
            await asyncio.sleep(interval)
            try:
                on_date(await api.check())
            except PlatformError as error:
                self.note(Side.CALLS, error.said)
            else:
                self.note(Side.CALLS, None)
