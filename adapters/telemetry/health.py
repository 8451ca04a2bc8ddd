"""Track whether each part of the process works, and why not: the database, the clock and each channel.

A process can be up without answering anybody. So a part counts as working only if it has recently proved it; the reason
for a failure is the error message of the platform or the database.
"""

import asyncio
import re
import time
from collections.abc import Callable, Mapping

from adapters.telemetry import log

STARTING = "it hasn't started yet"
"""The reason of a registered part about which nothing is known yet."""
LONGEST = 200
"""Maximum length of a reason."""
_SECRET = re.compile(r"\w+://\S+|(?=[\w:+/=-]*\d)(?=[\w:+/=-]*[A-Za-z])[\w:+/=-]{20,}|\d{5,}")
"""Matches what is removed from a reason: addresses, and anything that could be a token or an id."""


class Health:
    """Tracks each part, by the name that it has in `/readyz`."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start without parts.

        Args:
            clock: Returns a monotonic time in seconds.
        """
        self._clock = clock
        self._timeouts: dict[str, float] = {}
        self._worked: dict[str, float] = {}
        self._reasons: dict[str, str] = {}
        self._logged: dict[str, bool] = {}

    def register(self, part: str, timeout: float) -> None:
        """Track this part. It fails until it is marked as working, and if that was over `timeout` seconds ago."""
        self._timeouts[part] = timeout

    def mark_working(self, part: str) -> None:
        """Mark this part as working now."""
        self._worked[part] = self._clock()
        self._reasons.pop(part, None)

    def mark_failing(self, part: str, reason: str) -> None:
        """Mark this part as failing until it is marked as working again.

        Args:
            part: The name of the part.
            reason: Part of a sentence. Anything that could be an address, a secret or an id is removed.
        """
        said = _SECRET.sub("…", " ".join(reason.split()))
        self._reasons[part] = said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"

    def state(self) -> Mapping[str, str | None]:
        """Return the reason for failure of each part; None if it works."""
        return {part: self._reason(part, timeout) for part, timeout in self._timeouts.items()}

    async def watch(self, interval: float) -> None:
        """Log when a part starts to fail or recovers, until cancelled. `interval`: seconds between checks."""
        while True:
            self.log_changes()
            await asyncio.sleep(interval)

    def log_changes(self) -> None:
        """Log each part that has failed or recovered since the last call."""
        for part, reason in self.state().items():
            if reason == STARTING or self._logged.get(part) is (reason is None):
                continue
            self._logged[part] = reason is None
            if reason is None:
                log.event("working", part=part)
            else:
                log.event("not_working", "warning", part=part, reason=reason)

    def _reason(self, part: str, timeout: float) -> str | None:
        if part in self._reasons or part not in self._worked:
            return self._reasons.get(part, STARTING)
        silence = self._clock() - self._worked[part]
        return f"no sign of it for {silence:.0f} seconds" if silence > timeout else None
