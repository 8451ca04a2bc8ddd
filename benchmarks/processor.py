"""The processor time of another process."""

import time

from benchmarks.service import Service

_WHOLE_PROCESS = 2


def busy(service: Service) -> float:
    """Return the seconds of processor time that the bot has used, all of its threads together.

    Linux has a clock for each process, of which the number follows from its id (`clock_getcpuclockid`). It is exact,
    where `/proc/<id>/stat` counts in hundredths of a second.
    """
    return time.clock_gettime((~service.id << 3) | _WHOLE_PROCESS)
