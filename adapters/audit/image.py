"""The memory of a process, as somebody would find it who gets at the machine: in use, and not in use any more."""

import os
import re
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PAGE = 4096
"""Bytes that are compared at once."""
_MAPPED = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)")

Image = Mapping[tuple[int, str], bytes]
"""What stands in every stretch that the process can write to, by its address and name."""


def image(pid: int) -> Image | None:
    """Read the memory of this child of ours, which stands still meanwhile; None where this system doesn't show it.

    Raises `OSError` where it shows a part only. Source: proc(5), /proc/pid/maps and /proc/pid/mem.
    """
    try:
        memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    except OSError:
        return None
    try:
        with _still(pid):
            mapped = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8", errors="replace")
            found = [known for known in map(_MAPPED.match, mapped.splitlines()) if known and known[3].startswith("rw")]
            spans = [(int(known[1], 16), int(known[2], 16), known[4] or "anonymous") for known in found]
            return {(start, name): _read(memory, start, end) for start, end, name in spans}
    finally:
        os.close(memory)


def changed(before: Image, after: Image) -> Iterator[tuple[str, bytes]]:
    """Give what of the later image was not in the earlier one, as the name of a stretch and bytes, page by page.

    What stood there before can't be of what happened since.
    """
    for (start, name), now in after.items():
        old, fresh = before.get((start, name), b""), bytearray()
        for at in range(0, len(now), PAGE):
            page = now[at : at + PAGE]
            if page != old[at : at + PAGE]:
                fresh += page
            elif fresh:
                yield name, bytes(fresh)
                fresh.clear()
        if fresh:
            yield name, bytes(fresh)


@contextmanager
def _still(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _read(memory: int, start: int, end: int) -> bytes:
    content = bytearray()
    while len(content) < end - start:
        content += (part := os.pread(memory, end - start - len(content), start + len(content)))
        if not part:
            msg = "a part of the memory could not be read"
            raise OSError(msg)
    return bytes(content)
