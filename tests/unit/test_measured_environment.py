"""A program that is measured loads nothing that only developers have installed."""

import subprocess
import sys

from benchmarks import environment

LOADED = """
import asyncio, importlib.metadata, sys
from adapters.cli import serve
from adapters.telegram import channel
owners = importlib.metadata.packages_distributions()
loaded = (name for name, module in sys.modules.items() if module)
print(*{owner for name in loaded for owner in owners.get(name.partition(".")[0], ())})
"""


def test_it_does_not() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], env=environment.bare(), check=True, capture_output=True, text=True
    )
    loaded = {*done.stdout.split()}
    assert {"structlog", "httpx"} <= loaded
    assert not loaded & {"rich", "Pygments", "pygments"}
