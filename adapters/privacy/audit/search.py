"""Search every place for the canaries of a conversation."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from adapters.privacy.audit.canaries import Canaries, CanaryKind, forms
from adapters.privacy.audit.memory_snapshot import MemorySnapshot, changed


class SearchedPlace(StrEnum):
    """A place where traces could be left."""

    CHAT = "chat"
    DATABASE = "database"
    FILE = "file"
    LOG = "log"
    METRIC = "metric"
    MEMORY = "memory"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Leak:
    """A canary that was found.

    Attributes:
        place: Where it was found.
        where: The part of that place: a file, a memory mapping, or the name of a platform.
        kind: The kind of canary, or None for messages in a chat.
        count: The number of occurrences, messages or screens.
    """

    place: SearchedPlace
    where: str
    kind: CanaryKind | None
    count: int


@dataclass
class Searched:
    """A place that was searched.

    Attributes:
        place: The place.
        amount: Bytes searched; 0 for chats, which aren't measured in bytes; None if it couldn't be searched.
        leaks: What was found there.
    """

    place: SearchedPlace
    amount: int | None = 0
    leaks: list[Leak] = field(default_factory=list)


Pieces = Iterable[tuple[str, bytes]]
"""The name of each source, and its content."""


def search(place: SearchedPlace, pieces: Pieces, canaries: Canaries) -> Searched:
    """Search for every canary in all its encodings."""
    needles = {form: kind for word, kind in canaries.words.items() for form in forms(word, kind)}
    return _search(place, pieces, needles)


def search_memory(before: MemorySnapshot | None, after: MemorySnapshot | None, canaries: Canaries) -> Searched:
    """Search changed memory for every canary.

    Lines that were in memory before the checks are the program's own texts, and aren't searched for.
    """
    if before is None or after is None:
        return Searched(SearchedPlace.MEMORY, None)
    own_lines = {
        word
        for word, kind in canaries.words.items()
        if kind is CanaryKind.LINE and any(form in content for form in forms(word, kind) for content in before.values())
    }
    words = Canaries({word: kind for word, kind in canaries.words.items() if word not in own_lines})
    found = search(SearchedPlace.MEMORY, changed(before, after), words)
    return Searched(found.place, sum(map(len, after.values())), found.leaks)


def search_device(folders: Sequence[Path] | None, canaries: Canaries) -> Searched:
    """Search what people's devices store, except for buttons, as browsers keep the forms they have sent.

    Args:
        folders: The folders of the devices; None if they are unknown.
        canaries: The canaries.
    """
    if folders is None:
        return Searched(SearchedPlace.DEVICE, None)
    words = Canaries({word: kind for word, kind in canaries.words.items() if kind is not CanaryKind.BUTTON})
    kept = ((str(path.relative_to(folder)), path) for folder in folders for path in sorted(folder.rglob("*")))
    pieces = ((name, path.read_bytes()) for name, path in kept if path.is_file())
    return search(SearchedPlace.DEVICE, pieces, words)


def files(folder: Path, pid: int, excluded: Collection[Path]) -> Iterator[tuple[str, bytes]]:
    """Return the name and content of every file in this folder, and of every writable file that the process has open.

    Args:
        folder: The folder.
        pid: The id of the process.
        excluded: Files to leave out.
    """
    descriptors = Path(f"/proc/{pid}/fd")
    opened = {os.path.realpath(one): one for one in descriptors.iterdir()} if descriptors.is_dir() else {}
    written = {str(path): path for path in folder.rglob("*")}
    for name, path in sorted((written | opened).items()):  # an open file can be read even if it was deleted
        own = Path(name).is_relative_to(folder) or os.access(path, os.W_OK)
        if own and path.is_file() and Path(name) not in excluded:
            yield name, path.read_bytes()


def _search(place: SearchedPlace, pieces: Pieces, needles: Mapping[bytes, CanaryKind]) -> Searched:
    searched, found = Searched(place), Counter[tuple[str, CanaryKind]]()
    for where, content in pieces:
        searched.amount = (searched.amount or 0) + len(content)
        for needle, kind in needles.items():
            if count := content.count(needle):
                found[where, kind] += count
    searched.leaks += [Leak(place, where, kind, count) for (where, kind), count in found.items()]
    return searched
