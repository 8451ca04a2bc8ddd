"""A global rate limit, which needs no addresses of clients."""

import time
from collections.abc import Callable


class TokenBucket:
    """A bucket of tokens that fills at a steady rate; each request takes one out."""

    def __init__(self, rate: float, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Start full.

        Args:
            rate: Tokens added per second.
            most: The capacity, and so the largest burst.
            clock: Returns the time in seconds; monotonic.
        """
        self._rate = rate
        self._most = most
        self._clock = clock
        self._held = float(most)
        self._at = clock()

    def take(self) -> bool:
        """Take a token out, and return whether there was one."""
        now = self._clock()
        self._held = min(self._most, self._held + (now - self._at) * self._rate)
        self._at = now
        if self._held < 1:
            return False
        self._held -= 1
        return True
