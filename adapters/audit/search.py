"""The search: in every place where something of a conversation could be left, for every word of it."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from adapters.audit.image import Image, changed
from adapters.audit.trace import Kind, Trace, forms


class Place(StrEnum):
    """Where something could be left."""

    CHAT = "chat"
    DATABASE = "database"
    FILE = "file"
    LOG = "log"
    METRIC = "metric"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: at `where` in this place, `count` times something of this kind; in a chat, so many messages."""

    place: Place
    where: str
    kind: Kind | None
    count: int


@dataclass
class Searched:
    """A place that was searched. `amount`: bytes, and 0 for chats, which have none; None: it couldn't be."""

    place: Place
    amount: int | None = 0
    findings: list[Finding] = field(default_factory=list)


Pieces = Iterable[tuple[str, bytes]]
"""Bytes, and where they are from."""


def search(place: Place, pieces: Pieces, trace: Trace) -> Searched:
    """Look for every word in all its forms."""
    needles = {form: kind for word, kind in trace.words.items() for form in forms(word, kind)}
    return _search(place, pieces, needles)


def search_memory(before: Image | None, after: Image | None, trace: Trace) -> Searched:
    """Look for every word in what changed; a line that was there before stands among the program's own texts."""
    if before is None or after is None:
        return Searched(Place.MEMORY, None)
    own = {
        word
        for word, kind in trace.words.items()
        if kind is Kind.LINE and any(form in part for form in forms(word, kind) for part in before.values())
    }
    words = Trace({word: kind for word, kind in trace.words.items() if word not in own})
    found = search(Place.MEMORY, changed(before, after), words)
    return Searched(found.place, sum(map(len, after.values())), found.findings)


def files(folder: Path, pid: int, apart: Collection[Path]) -> Iterator[tuple[str, bytes]]:
    """Give every file in this folder, and each that this process has open and may write to; but for those `apart`."""
    open_ = Path(f"/proc/{pid}/fd")
    held = {os.path.realpath(one): one for one in open_.iterdir()} if open_.is_dir() else {}
    there = {str(path): path for path in folder.rglob("*")} | held  # a file that was deleted is read where it is open
    for name, path in sorted(there.items()):
        own = Path(name).is_relative_to(folder) or os.access(path, os.W_OK)
        if own and path.is_file() and Path(name) not in apart:
            yield name, path.read_bytes()


def _search(place: Place, pieces: Pieces, needles: Mapping[bytes, Kind]) -> Searched:
    searched, found = Searched(place), Counter[tuple[str, Kind]]()
    for where, content in pieces:
        searched.amount = (searched.amount or 0) + len(content)
        for needle, kind in needles.items():
            if count := content.count(needle):
                found[where, kind] += count
    searched.findings += [Finding(place, where, kind, count) for (where, kind), count in found.items()]
    return searched
