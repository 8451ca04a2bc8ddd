"""Writes a file as a whole, or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def replace_file(path: Path, text: str) -> None:
    """Put a text, in UTF-8, in the place of a file. Whoever reads that meanwhile finds the old or the new one, whole.

    Raises:
        OSError: It can't be written. What was there is still there.
    """
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        made = Path(file.name)
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            made.chmod(_mode(path))
            made.replace(path)
        except OSError:
            made.unlink()
            raise


def _mode(path: Path) -> int:
    """Return the permissions of a file, or those that a new one gets here."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
