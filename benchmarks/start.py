"""Measures a start in fresh processes: the imports, and everything up to the first screen."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

from adapters.config.settings import prefixes
from benchmarks.figure import Figure

IMPORTS = 5
STARTS = 5
_IMPORT = "from time import perf_counter as now; start = now(); import {}; print(now() - start)"
_TALK = "from adapters.__main__ import main; raise SystemExit(main(['talk']))"  # as the installed command does


def figures() -> Iterator[Figure]:
    """Measure time on the clock: the median of several processes."""
    for module in ("adapters.__main__", "adapters.cli.talk"):
        seconds = median(float(_run(_IMPORT.format(module))) for _ in range(IMPORTS))
        yield Figure(f"import {module}", round(seconds * 1000, 1), "ms")
    yield Figure("process with first screen", round(median(_start() for _ in range(STARTS)), 3), "s")


def _start() -> float:
    before = time.perf_counter()
    _run(_TALK)
    return time.perf_counter() - before


def _run(code: str) -> str:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(prefixes())}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=inherited, input="", capture_output=True, text=True, check=True).stdout
