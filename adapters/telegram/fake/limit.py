"""How much a bot may send.

Telegram gives round numbers (core.telegram.org/bots/faq): about 30 messages a second over all chats, one a second in
one chat with "short bursts" allowed, 20 a minute in one group. How long a burst may be it doesn't say. Here it is five:
enough for an answer, a notice and a screen at once, and far from enough for a bot that doesn't pace itself.
An edit is no new message and rings nowhere; bots that edit a few times a second are seen to get along, and those that
edit faster are stopped. Here an edit counts for a quarter. Deleting and answering a press count for nothing.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from math import ceil

from adapters.telegram.fake.clock import Clock
from adapters.telegram.fake.error import rate_limited

A_SECOND, BURST, A_MINUTE_IN_A_GROUP = 30, 5, 20
EDIT = 0.25
_MINUTE = 60.0


@dataclass
class _Bucket:
    """What is left to send; it fills up again at `rate` a second."""

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
    """What was sent in the last minute."""

    sent: deque[tuple[float, float]] = field(default_factory=deque)

    def wait(self, weight: float, now: float) -> float:
        while self.sent and self.sent[0][0] <= now - _MINUTE:
            self.sent.popleft()
        full = sum(each for _, each in self.sent) + weight > A_MINUTE_IN_A_GROUP
        return self.sent[0][0] + _MINUTE - now if full else 0.0


class Limit:
    """What was sent lately, and whether more may be."""

    def __init__(self, clock: Clock, *, on: bool = True) -> None:
        """Start with nothing sent; not `on`, anything may be sent."""
        self.on = on
        self._clock = clock
        self._all = _Bucket(A_SECOND, A_SECOND, A_SECOND, 0.0)
        self._people: dict[int, _Bucket] = defaultdict(lambda: _Bucket(BURST, 1, BURST, 0.0))
        self._groups: dict[int, _Window] = defaultdict(_Window)

    def spend(self, chat: int, weight: float = 1.0) -> None:
        """Count a message to a chat.

        Raises:
            ApiError: it is one too many; "retry after" so many seconds.
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
