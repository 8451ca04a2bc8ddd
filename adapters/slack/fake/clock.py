"""The time on the fake Slack: real time, and as much further as a test likes."""

import time


class Clock:
    """A clock that can be moved on, so that half an hour passes in no time."""

    def __init__(self) -> None:
        """Start with the real time."""
        self._ahead = 0.0
        self._last = 0

    def now(self) -> float:
        """Give the time in seconds since 1970."""
        return time.time() + self._ahead

    def stamp(self) -> str:
        """Give a time as Slack writes it, "1503435956.000247"; never the same twice, so that it can name a message."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06}"

    def advance(self, seconds: float) -> None:
        """Let this many seconds pass."""
        self._ahead += seconds
