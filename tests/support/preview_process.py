"""A preview that runs: `groomingcheck preview` in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds that anything may take on a busy machine."""


@contextmanager
def previewing(*arguments: str, **environment: str) -> Iterator[str]:
    """Run it for the length of a block, with nothing that opens a browser, and yield its address."""
    command = [sys.executable, "-m", "adapters", "preview", *arguments]
    chosen = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", ""), "BROWSER": "true", **environment}
    with subprocess.Popen(command, cwd=ROOT, env=chosen, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            assert process.wait(PATIENCE) == 0
