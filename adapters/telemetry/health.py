"""Tracks whether each part of the process does its work, and why not: the database, and each channel.

A process that is up but does no work is the worst kind of broken: it looks healthy and answers nobody. So a part works
only for as long as it has shown so lately, and a part that doesn't says why, in the words of whatever refuses it.
"""

import asyncio
import re
import time
from collections.abc import Callable, Mapping

from adapters.telemetry import log

STARTING = "it hasn't started yet"
"""The reason of a part that was registered, and about which nothing is known yet."""
LONGEST = 200
"""The most characters of a reason."""
_SECRET = re.compile(r"\w+://\S+|(?=[\w:+/=-]*\d)(?=[\w:+/=-]*[A-Za-z])[\w:+/=-]{20,}|\d{5,}")
"""What is left out of a reason: addresses, anything that could be a token, and anything that could be an id."""


class Health:
    """Tracks each part. Every part is named as in `/readyz`."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Track no part yet.

        Args:
            clock: Returns seconds from any starting point.
        """
        self._clock = clock
        self._timeouts: dict[str, float] = {}
        self._worked: dict[str, float] = {}
        self._reasons: dict[str, str] = {}
        self._logged: dict[str, bool] = {}

    def register(self, part: str, timeout: float) -> None:
        """Count this part as failing until it first works, and whenever it hasn't worked for `timeout` seconds."""
        self._timeouts[part] = timeout

    def mark_working(self, part: str) -> None:
        """Note that this part works."""
        self._worked[part] = self._clock()
        self._reasons.pop(part, None)

    def mark_failing(self, part: str, reason: str) -> None:
        """Note that this part fails until it is marked as working again.

        Args:
            part: Which one.
            reason: Why, as part of a sentence. What could be an address, a secret or an id is left out of it.
        """
        said = _SECRET.sub("…", " ".join(reason.split()))
        self._reasons[part] = said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"

    def state(self) -> Mapping[str, str | None]:
        """Return for each part why it fails; None where it works."""
        return {part: self._reason(part, timeout) for part, timeout in self._timeouts.items()}

    async def watch(self, interval: float) -> None:
        """Log which parts begin to fail or work again, until cancelled. `interval`: seconds between looks."""
        while True:
            self.log_changes()
            await asyncio.sleep(interval)

    def log_changes(self) -> None:
        """Log what has changed since the last call: each part that fails since then, and each that works again."""
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
