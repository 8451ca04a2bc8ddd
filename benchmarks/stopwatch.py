"""How long a piece of work takes: CPU time of this process, so that other work on the machine counts least."""

import gc
import time
from collections.abc import Callable
from timeit import Timer

SECONDS = 1
"""How long a piece of work is repeated: enough to meet a quiet moment on a busy machine."""
MICRO = 1e6
"""Microseconds in a second."""


def microseconds(work: Callable[[], object], times: int = 1) -> float:
    """Do the work so many times in a row, and give what once takes: the best of several rows after a warm-up."""
    timer = Timer(work, setup=gc.enable, timer=time.process_time)  # timeit alone would leave garbage collection out
    timer.timeit(times)
    rows = [timer.timeit(times)]
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        rows.append(timer.timeit(times))
    return min(rows) / times * MICRO
