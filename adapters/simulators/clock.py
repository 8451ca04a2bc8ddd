"""The simulated time: real time plus an offset that tests can increase."""

import time


class Clock:
    """A clock that tests can move forward, so that days pass instantly."""

    def __init__(self, at: float | None = None) -> None:
        """Start at the real time, or stop at a given one.

        Args:
            at: Seconds since 1970; such a clock only moves by `advance`. None follows the real time.
        """
        self._at = at
        self._ahead = 0.0

    def now(self) -> float:
        """Return the time in seconds since 1970."""
        return (time.time() if self._at is None else self._at) + self._ahead

    def date(self) -> int:
        """Return the time in whole seconds since 1970, as both platforms date an event."""
        return int(self.now())

    def advance(self, seconds: float) -> None:
        """Move the clock forward."""
        self._ahead += seconds
