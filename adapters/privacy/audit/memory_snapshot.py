"""Read the memory of a process as an attacker would, both used and freed."""

import os
import re
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PAGE = 4096
"""Bytes per comparison."""
_MAPPING = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)")

MemorySnapshot = Mapping[tuple[int, str], bytes]
"""The content of every writable mapping of a process, by address and name."""


def snapshot(pid: int) -> MemorySnapshot | None:
    """Read the memory of a child process, which is paused meanwhile.

    Source: proc(5), /proc/pid/maps and /proc/pid/mem.

    Returns:
        None if this system doesn't expose the memory.

    Raises:
        OSError: Only a part could be read.
    """
    try:
        memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    except OSError:
        return None
    try:
        with _stopped(pid):
            lines = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8", errors="replace").splitlines()
            mappings = [found for found in map(_MAPPING.match, lines) if found and found[3].startswith("rw")]
            spans = [(int(one[1], 16), int(one[2], 16), one[4] or "anonymous") for one in mappings]
            return {(start, name): _read(memory, start, end) for start, end, name in spans}
    finally:
        os.close(memory)


def changed(before: MemorySnapshot, after: MemorySnapshot) -> Iterator[tuple[str, bytes]]:
    """Return the changed pages between two snapshots, as the name of a mapping and a run of adjacent changed bytes.

    Unchanged memory can't contain traces of what happened in between.
    """
    for (start, name), now in after.items():
        old, new = before.get((start, name), b""), bytearray()
        for at in range(0, len(now), PAGE):
            page = now[at : at + PAGE]
            if page != old[at : at + PAGE]:
                new += page
            elif new:
                yield name, bytes(new)
                new.clear()
        if new:
            yield name, bytes(new)


@contextmanager
def _stopped(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _read(memory: int, start: int, end: int) -> bytes:
    content = bytearray()
    while len(content) < end - start:
        content += (chunk := os.pread(memory, end - start - len(content), start + len(content)))
        if not chunk:
            msg = "a part of the memory couldn't be read"
            raise OSError(msg)
    return bytes(content)
