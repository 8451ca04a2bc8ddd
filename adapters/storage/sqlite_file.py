"""The file of a SQLite database: its address, its permissions, and the room on its disk."""

import os
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from adapters.storage import errors, reasons
from adapters.storage.errors import StorageError

ROOM = 65_536
"""Bytes that must be free on the disk."""
_NO_FILE = "its address must be sqlite:/// and the path of a file"


def prepared(url: str, *, create: bool) -> Path:
    """Return the absolute path of the file, which exists, and which only this user can read.

    Args:
        url: sqlite:///relative or sqlite:////absolute.
        create: Whether to create a file that doesn't exist.

    Raises:
        StorageError: If the address can't be that of a file, or the file doesn't exist and `create` is false.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StorageError(errors.UNCLEAR) from None
    if not parsed.database or parsed.database == ":memory:" or parsed.query or parsed.host:
        raise StorageError(_NO_FILE)
    path = Path(parsed.database).absolute()
    try:
        _prepare(path, create=create)
    except OSError as error:
        raise StorageError(reasons.reason(error)) from None
    return path


def make_room(path: Path) -> None:
    """Write a file of `ROOM` bytes next to this file, and remove it.

    Raises:
        OSError: If that isn't possible.
    """
    room = path.with_name(f"{path.name}-room")
    try:
        with room.open("wb") as file:
            file.write(bytes(ROOM))
            file.flush()
            os.fsync(file.fileno())
    finally:
        room.unlink(missing_ok=True)


def _prepare(path: Path, *, create: bool) -> None:
    if path.exists() and not path.is_file():
        raise StorageError(_NO_FILE)
    if not create and not path.exists():
        raise StorageError(errors.ABSENT)
    if create:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(0o600)  # SQLite creates its journal with the same mode
    path.chmod(0o600)
