"""The same check in other frameworks, written as their own documentation recommends (`peers/`).

1. Each is measured in a separate process, with a Python that has its packages: the environment variable `PEERS_PYTHON`,
   or this Python, which has python-telegram-bot.
2. A peer that isn't installed is skipped with a message.
3. Their update includes more than the bot's turn: parsing a raw update, and calling a platform, which answers
   immediately.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from benchmarks.figure import Figure
from benchmarks.machine import ROOT
from benchmarks.peers import PEERS

TELEGRAM = ("ptb-bare", "ptb-conversation", "aiogram-fsm")
"""The peers for Telegram."""
CONVERSATIONS = 100


@dataclass(frozen=True, slots=True)
class Peer:
    """The measurements of a peer.

    Attributes:
        name: The name of the peer.
        update: CPU time per update, in microseconds.
        conversation: Memory per open conversation, in bytes.
    """

    name: str
    update: float
    conversation: float


def peers() -> Iterator[Peer]:
    """Measure every installed peer."""
    for name in PEERS:
        if _installed(name):
            yield Peer(name, **json.loads(_measured(name).stdout))


def against(figure: Figure, theirs: Mapping[str, float]) -> list[Figure]:
    """Return a figure with that of each peer, by name; alone if there is none."""
    return [replace(figure, peer=name, peer_value=value) for name, value in theirs.items()] or [figure]


@cache
def _installed(name: str) -> bool:
    done = _measured(name, 1)
    if done.returncode:
        print(f"peer {name} skipped: {done.stderr.strip().rpartition(chr(10))[2]}", file=sys.stderr)
    return not done.returncode


def _measured(name: str, conversations: int = CONVERSATIONS) -> subprocess.CompletedProcess[str]:
    program = os.environ.get("PEERS_PYTHON") or sys.executable
    command = [program, "-m", "benchmarks.peers", name, str(conversations)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
