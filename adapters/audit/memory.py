"""The memory of a process, as somebody would find it who gets at the machine: in use, and not in use any more."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

PAGE = 4096
"""Bytes that are compared at once."""
_MAPPED = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)")

Image = Mapping[tuple[int, str], bytes]
"""What stands in every stretch that the process can write to, by its address and name."""


def image(pid: int) -> Image | None:
    """Read the memory of this process, which must be one's own; None where this system doesn't show it.

    Source: proc(5), /proc/pid/maps and /proc/pid/mem.
    """
    try:
        mapped = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8", errors="replace")
        return dict(_read(pid, mapped))
    except OSError:
        return None


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


def _read(pid: int, mapped: str) -> Iterator[tuple[tuple[int, str], bytes]]:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for found in filter(None, map(_MAPPED.match, mapped.splitlines())):
            if found[3].startswith("rw"):
                start, end = int(found[1], 16), int(found[2], 16)
                memory.seek(start)
                yield (start, found[4] or "anonymous"), memory.read(end - start)
