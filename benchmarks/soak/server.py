"""`groomingcheck serve` that reports on itself at each SIGUSR1, as a line of JSON on standard output.

Run as `python -m benchmarks.soak.server`.
"""

import asyncio
import gc
import json
import signal
import sys

from adapters.__main__ import main
from adapters.telegram import api
from benchmarks.soak import transport


def report(*_: object) -> None:
    """Print the resources of this process after collecting garbage."""
    gc.collect()
    print(json.dumps({"tasks": len(asyncio.all_tasks()), "objects": len(gc.get_objects())}), flush=True)


if __name__ == "__main__":
    api.HttpRequest = transport.chosen  # type: ignore[assignment,attr-defined]  # calls to Telegram go over a socket
    signal.signal(signal.SIGUSR1, report)
    sys.exit(main(["serve"]))
