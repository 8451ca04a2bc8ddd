"""Measure the CPU time of work in this process, which other load on the machine affects least."""

import gc
import time
from collections.abc import Callable
from timeit import Timer

SECONDS = 0.2
"""Seconds for which work is repeated, long enough to include a quiet moment on a busy machine."""
MICRO = 1e6
"""Microseconds in a second."""


def microseconds(work: Callable[[], object], times: int = 1) -> float:
    """Return the microseconds per repetition of the work: the best of several runs after a warm-up.

    Args:
        work: The work to measure.
        times: The number of repetitions per run.
    """
    timer = Timer(work, setup=gc.enable, timer=time.process_time)  # timeit alone disables garbage collection
    timer.timeit(times)
    rows = [timer.timeit(times)]
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        rows.append(timer.timeit(times))
    return min(rows) / times * MICRO
