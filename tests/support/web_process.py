"""A process that serves the page in a browser, and nothing else."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.privacy.audit.ports import free_port
from tests.support.spawner import PATIENCE, Served, Spawner
from tests.support.telegram_bot import SECRET


@contextmanager
def web_serving(spawner: Spawner, folder: Path, **settings: str) -> Iterator[Served]:
    """Serve the page for the length of a block; asserts that no fault was logged.

    Args:
        spawner: Starts the process.
        folder: Where it keeps its database and its output.
        settings: Any settings, such as `GROOMINGCHECK_WEB_EXIT`.
    """
    port, output = free_port(), folder / "output"
    output.touch()
    environment = {
        "PATH": os.environ["PATH"],
        "GROOMINGCHECK_WEB": "on",
        "GROOMINGCHECK_DATABASE_URL": f"sqlite:///{folder}/ledger.db",
        "GROOMINGCHECK_SECRET": SECRET.decode(),
        "GROOMINGCHECK_PORT": str(port),
        "GROOMINGCHECK_OVERWRITE_MEMORY": "off",  # or it would restart, and import everything again
        **settings,
    }
    served = Served(spawner.start(environment, output), f"http://127.0.0.1:{port}", output)
    try:
        until(lambda: any(event["event"] == "receiving" for event in served.events))
        yield served
    finally:
        if served.alive():
            os.kill(served.pid, signal.SIGTERM)
        until(lambda: not served.alive())
    assert served.faults() == []


def until(met: Callable[[], object]) -> None:
    """Wait until this is so."""
    end = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < end
        time.sleep(0.02)
