"""Measure `make run` on a machine with only Python and make, up to the first screen.

Dependencies are downloaded each time, from the configured package index.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.config.settings import prefixes
from benchmarks.figure import Figure
from benchmarks.machine import ROOT

TIMES = 3
ABSENT = shutil.ignore_patterns(
    ".git", ".venv*", "dist", "*.egg-info", "__pycache__", ".*_cache", ".env", ".hypothesis"
)
"""What to leave out of a fresh copy."""


def figures() -> Iterator[Figure]:
    """Measure it several times, if packages can be downloaded."""
    for _ in range(TIMES):
        yield from _once()


def _once() -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(ROOT, Path(folder) / "copy", ignore=ABSENT))
        since = time.perf_counter()
        done = _run(copy)
        took = time.perf_counter() - since
    if done.returncode:
        print(f"make run skipped: {done.stderr.strip().rpartition(chr(10))[2]}", file=sys.stderr)
        return
    yield Figure("make run, nothing installed", round(took, 1), "s")


def _run(copy: Path) -> subprocess.CompletedProcess[str]:
    """Run it without input, so that it ends after the first screen."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith((*prefixes(), "MAKE", "PYTHONPATH"))
    }
    environment = {**inherited, "HOME": str(copy), "PIP_NO_CACHE_DIR": "1"}
    command = [shutil.which("make") or "make", "--silent", "run"]
    return subprocess.run(command, cwd=copy, env=environment, input="", capture_output=True, text=True, check=False)
