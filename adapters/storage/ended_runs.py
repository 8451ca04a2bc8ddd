"""The runs of checks that are over, as this process knows them: by their random names, and nothing of a person."""

import time
from collections.abc import Callable, Iterable

from adapters.concurrency.expiring_memory import ExpiringMemory

MOST = 100_000
"""The most runs that a process remembers. Of any more, only the database knows that they are over."""


class EndedRuns:
    """Remembers runs for as long as a button of theirs could be pressed.

    Attributes:
        keep: Seconds for which a run is remembered.
    """

    def __init__(self, keep: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Start empty. `clock`: returns the time in seconds, and is never set back."""
        self.keep = keep
        self._known: ExpiringMemory[str, bool] = ExpiringMemory(MOST, keep, clock)

    def __contains__(self, run: object) -> bool:
        """Return whether this run is known to be over."""
        return isinstance(run, str) and self._known.get(run) is not None

    def add(self, runs: Iterable[str]) -> None:
        """Remember that these runs are over. Needs a running event loop."""
        for run in runs:
            if run not in self:
                self._known.put(run, True)  # noqa: FBT003 - the value stands for itself
