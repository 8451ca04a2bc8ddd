"""Measures work in CPU time of this process, which other work on the machine affects least."""

import gc
import time
from collections.abc import Callable
from timeit import Timer

SECONDS = 0.2
"""The seconds for which work is repeated: enough to meet a quiet moment on a busy machine."""
MICRO = 1e6
"""Microseconds in a second."""


def microseconds(work: Callable[[], object], times: int = 1) -> float:
    """Return the microseconds that the work takes once: the best of several runs after a warm-up.

    Args:
        work: What to measure.
        times: How often it is done in a run.
    """
    timer = Timer(work, setup=gc.enable, timer=time.process_time)  # timeit alone would leave garbage collection out
    timer.timeit(times)
    rows = [timer.timeit(times)]
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        rows.append(timer.timeit(times))
    return min(rows) / times * MICRO
