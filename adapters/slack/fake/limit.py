"""How much a bot may post.

docs.slack.dev/apis/web-api/rate-limits: chat.postMessage takes one message a second in one channel; short bursts may
pass, and nobody should count on it. Here they don't. The tiers of the other methods ("100+ per minute") aren't kept to.
"""

from math import ceil

from adapters.slack.fake.clock import Clock
from adapters.slack.fake.error import rate_limited

PAUSE = 1.0


class Limit:
    """When the last message was posted in each channel."""

    def __init__(self, clock: Clock, *, on: bool = True) -> None:
        """Start with nothing posted; not `on`, anything may be."""
        self._clock = clock
        self._on = on
        self._last: dict[str, float] = {}

    def spend(self, channel: str) -> None:
        """Count a message.

        Raises:
            ApiError: it is one too many; "Retry-After" so many seconds.
        """
        now = self._clock.now()
        wait = self._last.get(channel, 0.0) + PAUSE - now
        if self._on and wait > 0:
            raise rate_limited(ceil(wait))
        self._last[channel] = now
