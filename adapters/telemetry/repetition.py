"""Suppress repeated log lines, so that a stranger or an outage can't fill the log."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MINUTE = 60.0
"""Seconds within which an identical line isn't written again."""
Line = frozenset[tuple[str, str]]
"""The fields of a line that are compared, with their values."""


@dataclass(slots=True)
class _Written:
    until: float
    reference: str
    left_out: int = 0


class Repetition:
    """Counts suppressed lines."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start empty. `clock`: returns a monotonic time in seconds."""
        self._clock = clock
        self._lines: dict[Line, _Written] = {}

    def of(self, line: Line, reference: str) -> str | None:
        """Return the reference of an identical line written within a minute; None if this one must be written."""
        now, found = self._clock(), self._lines.get(line)
        if found and now < found.until:
            found.left_out += 1
            return found.reference
        self._lines[line] = _Written(now + MINUTE, reference)
        return None

    def over(self) -> Iterator[tuple[Line, int]]:
        """Forget each line whose minute is over; yield it with the number of times it was suppressed, if any."""
        now = self._clock()
        for line, found in [(line, found) for line, found in self._lines.items() if now >= found.until]:
            del self._lines[line]
            if found.left_out:
                yield line, found.left_out
