"""List everything below a folder, following links to folders."""

from collections.abc import Iterator
from pathlib import Path


def below(folder: Path, above: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """Yield every file, folder and link below a folder, except names that begin with a dot.

    Args:
        folder: The folder; yields nothing if it isn't a folder or can't be read.
        above: The resolved folders on the way to it; links back to one of them aren't followed.
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
