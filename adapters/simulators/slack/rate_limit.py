"""Slack's rate limits (docs.slack.dev/apis/web-api/rate-limits).

1. chat.postMessage accepts one message per second and channel; short bursts may be tolerated, but shouldn't be relied
   upon, so here they aren't.
2. Any other method belongs to a tier, which limits its calls per minute, app and workspace: 20, 50 or 100, "and more",
   with bursts. Here a whole minute's calls may come in one burst, and the allowance is refilled over a minute. The tier
   of each method is on its page (docs.slack.dev/reference/methods). Those of auth.test and apps.connections.open aren't
   simulated.
"""

from collections.abc import Mapping
from math import ceil

from adapters.simulators.clock import Clock
from adapters.simulators.slack.errors import rate_limited

PAUSE, MINUTE = 1.0, 60.0
TIERS: Mapping[str, int] = {
    **dict.fromkeys(("views.open", "views.publish", "views.push", "views.update", "users.info"), 100),
    **dict.fromkeys(("chat.postEphemeral",), 100),
    **dict.fromkeys(("chat.delete", "chat.update", "conversations.info"), 50),
    **dict.fromkeys(("usergroups.users.list",), 20),
}
"""Calls per minute, by method."""


class RateLimit:
    """Counts the messages in each channel, and the calls of each method."""

    def __init__(self, clock: Clock, *, on: bool = True) -> None:
        """Start with nothing posted or called. `on`: whether limits are enforced."""
        self._clock = clock
        self._on = on
        self._last: dict[str, float] = {}
        self._left: dict[str, tuple[float, float]] = {}

    def spend(self, channel: str) -> None:
        """Count a message to a channel.

        Raises:
            ApiError: It exceeds the limit; "Retry-After" says in how many seconds to retry.
        """
        now = self._clock.now()
        wait = self._last.get(channel, 0.0) + PAUSE - now
        if self._on and wait > 0:
            raise rate_limited(ceil(wait))
        self._last[channel] = now

    def call(self, method: str) -> None:
        """Count a call of a method.

        Raises:
            ApiError: It exceeds the limit, likewise.
        """
        most, now = TIERS.get(method, 0), self._clock.now()
        if not (self._on and most):
            return
        left, at = self._left.get(method, (float(most), now))
        left = min(float(most), left + (now - at) * most / MINUTE)
        self._left[method] = left, now
        if left < 1:
            raise rate_limited(ceil((1 - left) * MINUTE / most))
        self._left[method] = left - 1, now
