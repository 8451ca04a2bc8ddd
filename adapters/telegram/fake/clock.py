"""The time on the fake Telegram: real time, and as much further as a test likes."""

import time


class Clock:
    """A clock that can be moved on, so that two days pass in no time."""

    def __init__(self, at: float | None = None) -> None:
        """Start with the real time, or stand still at a time (seconds since 1970) and go only when moved on."""
        self._at = at
        self._ahead = 0.0

    def now(self) -> float:
        """Give the time in seconds since 1970."""
        return (time.time() if self._at is None else self._at) + self._ahead

    def date(self) -> int:
        """Give the time as Telegram writes it, in whole seconds."""
        return int(self.now())

    def advance(self, seconds: float) -> None:
        """Let this many seconds pass."""
        self._ahead += seconds
