"""Replace a file atomically."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def replace_file(path: Path, text: str) -> None:
    """Replace a file's content by this text, in UTF-8. Concurrent readers see either the old or the new content.

    Raises:
        OSError: It can't be written. The old file is unchanged.
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
    """Return the permissions of a file, or the default ones if it doesn't exist."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
