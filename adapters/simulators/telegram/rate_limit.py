"""Telegram's rate limits.

Telegram publishes round numbers (core.telegram.org/bots/faq): about 30 messages a second over all chats, one a second
in one chat with "short bursts" allowed, 20 a minute in one group. It doesn't say how long a burst may be. Here it is
five: enough for an answer, a notice and a screen together, and far too few for a bot that doesn't pace itself.
Edits aren't new messages and notify nobody; bots that edit a few times a second are fine, and faster ones get limited.
Here an edit counts as a quarter of a message. Deleting, and answering a press, are free.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from math import ceil

from adapters.simulators.clock import Clock
from adapters.simulators.telegram.errors import rate_limited

A_SECOND, BURST, A_MINUTE_IN_A_GROUP = 30, 5, 20
EDIT = 0.25
_MINUTE = 60.0


@dataclass
class _Bucket:
    """A token bucket, refilled with `rate` tokens per second."""

    size: float
    rate: float
    left: float
    at: float

    def wait(self, weight: float, now: float) -> float:
        self.left = min(self.size, self.left + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (weight - self.left) / self.rate)


@dataclass
class _Window:
    """A sliding window over the last minute."""

    sent: deque[tuple[float, float]] = field(default_factory=deque)

    def wait(self, weight: float, now: float) -> float:
        while self.sent and self.sent[0][0] <= now - _MINUTE:
            self.sent.popleft()
        full = sum(each for _, each in self.sent) + weight > A_MINUTE_IN_A_GROUP
        return self.sent[0][0] + _MINUTE - now if full else 0.0


class RateLimit:
    """Counts recent messages, overall and per chat."""

    def __init__(self, clock: Clock, *, on: bool = True) -> None:
        """Start with nothing sent. `on`: whether limits are enforced."""
        self.on = on
        self._clock = clock
        self._all = _Bucket(A_SECOND, A_SECOND, A_SECOND, 0.0)
        self._people: dict[int, _Bucket] = defaultdict(lambda: _Bucket(BURST, 1, BURST, 0.0))
        self._groups: dict[int, _Window] = defaultdict(_Window)

    def spend(self, chat: int, weight: float = 1.0) -> None:
        """Count a message to a chat.

        Raises:
            ApiError: It exceeds the limit; `retry_after` says in how many seconds to retry.
        """
        if not self.on:
            return
        now = self._clock.now()
        one = self._people[chat] if chat > 0 else self._groups[chat]
        wait = max(self._all.wait(weight, now), one.wait(weight, now))
        if wait > 0:
            raise rate_limited(ceil(wait))
        self._all.left -= weight
        if isinstance(one, _Window):
            one.sent.append((now, weight))
        else:
            one.left -= weight
