"""The same check in other frameworks, written the way their own documentation shows.

1. A script measures them, one process each: `PEERS` in the environment, or `shared/bench/peers.py` beside the project.
2. It runs under a Python that has the frameworks: `PEERS_PYTHON` in the environment, or this one.
3. A peer that isn't installed is skipped with a note; benchmarks never fail for lack of one.
4. Their update covers more than our turn: it parses a raw update, and calls a chat platform that answers immediately.
5. Theirs is the mean of one run, ours the best of several: a small difference means nothing.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.figure import Figure

NAMES = ("ptb-bare", "ptb-conversation", "aiogram-fsm", "botbuilder")
TELEGRAM = ("ptb-bare", "ptb-conversation", "aiogram-fsm")
"""The peers that talk to Telegram."""
CONVERSATIONS = 100
_SCRIPT = Path(__file__).parents[2] / "shared" / "bench" / "peers.py"


@dataclass(frozen=True, slots=True)
class Peer:
    """What was measured of a peer.

    Attributes:
        name: The name of the peer.
        update: CPU time for each update, in microseconds.
        conversation: Memory for each open conversation, in bytes.
    """

    name: str
    update: float
    conversation: float


def peers() -> Iterator[Peer]:
    """Measure every peer that is installed."""
    script = Path(os.environ.get("PEERS") or _SCRIPT)
    if not script.is_file():
        print("peers skipped: no script", file=sys.stderr)
        return
    for name in NAMES:
        peer = _measured(script, name)
        if peer:
            yield peer
        else:
            print(f"peer {name} skipped: not installed", file=sys.stderr)


def against(figure: Figure, theirs: dict[str, float]) -> list[Figure]:
    """Return a figure side by side with that of each peer, by name; alone if there is none."""
    return [replace(figure, peer=name, peer_value=value) for name, value in theirs.items()] or [figure]


def _measured(script: Path, name: str) -> Peer | None:
    command = [os.environ.get("PEERS_PYTHON") or sys.executable, str(script), name, str(CONVERSATIONS)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    measured = json.loads(done.stdout)
    return Peer(name, measured["us_per_update"], measured["bytes_per_open_conversation"])
