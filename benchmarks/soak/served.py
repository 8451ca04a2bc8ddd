"""`groomingcheck serve`, which tells of itself when asked by SIGUSR1: a line of JSON on its output for each time.

Run as `python -m benchmarks.soak.served`.
"""

import asyncio
import gc
import json
import signal
import sys

from adapters.__main__ import main
from adapters.telegram import api
from benchmarks.soak import road


def tell(*_: object) -> None:
    """Write what this process has at this moment, garbage left out."""
    gc.collect()
    print(json.dumps({"tasks": len(asyncio.all_tasks()), "objects": len(gc.get_objects())}), flush=True)


if __name__ == "__main__":
    api._Road = road.Road  # type: ignore[assignment,misc]  # noqa: SLF001 - how calls to Telegram travel
    signal.signal(signal.SIGUSR1, tell)
    sys.exit(main(["serve"]))
