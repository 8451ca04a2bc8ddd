"""The finished runs of checks that this process knows, as random names without any link to people."""

import asyncio
import time
from collections.abc import Callable, Iterable

from adapters.concurrency.expiring_set import ExpiringSet

MOST = 100_000
"""The most runs that a process remembers. Beyond that, only the database knows that they are over."""


class EndedRuns:
    """Remembers runs for as long as their buttons are valid.

    Attributes:
        keep: Seconds for which a run is remembered.
        most: The most runs that are remembered.
        waiting: Set while some of them may be missing from the database.
    """

    def __init__(self, keep: float, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        """Start empty. `clock`: returns the time in seconds; monotonic."""
        self.keep = keep
        self.most = most
        self.waiting = asyncio.Event()
        self._known: ExpiringSet[str] = ExpiringSet(most, keep, clock)
        self._unwritten: set[str] = set()

    def __contains__(self, run: object) -> bool:
        """Return whether this run is known to be over."""
        return isinstance(run, str) and run in self._known

    def awaits(self, run: str) -> bool:
        """Return whether this run may be missing from the database."""
        return run in self._unwritten

    def unwritten(self) -> frozenset[str]:
        """Return those that may be missing from the database, and whose buttons are still valid."""
        self._unwritten = {run for run in self._unwritten if run in self}
        self._settle()
        return frozenset(self._unwritten)

    def add(self, runs: Iterable[str]) -> None:
        """Remember that these runs are over and in the database. Needs a running event loop."""
        for run in runs:
            self._known.add(run)
            self._unwritten.discard(run)
        self._settle()

    def expect(self, runs: Iterable[str]) -> None:
        """Remember that these runs are over but not in the database yet. Needs a running event loop."""
        for run in runs:
            if run not in self:
                self._known.add(run)
                self._unwritten.add(run)
        self._settle()

    def _settle(self) -> None:
        if self._unwritten:
            self.waiting.set()
        else:
            self.waiting.clear()
