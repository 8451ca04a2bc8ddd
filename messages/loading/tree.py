"""Finds everything below a folder, also behind links to other folders."""

from collections.abc import Iterator
from pathlib import Path


def below(folder: Path, above: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """Yield every file, folder and link below a folder, but for what has a name that begins with a dot.

    Args:
        folder: The folder; nothing is below what is none, or can't be looked into.
        above: The folders on the way to it, without links: what leads back to one of them isn't followed.
    """
    try:
        found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return
    real = folder.resolve()
    if real not in above:
        for path in found:
            yield path
            yield from below(path, above | {real})
