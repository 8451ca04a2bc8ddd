"""A real PostgreSQL, configured with the values in `docker-compose.yml`, and queried by the commands there."""

import os
import shlex
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from tests.support.postgres_wheel import initialised

WORD = "w0rd"
"""The password of the database."""


class Container:
    """A running server, with a database and a user of the names in the service."""

    def __init__(self, service: dict[str, Any], programs: Path, folder: Path) -> None:
        """Prepare. `service`: from the Compose file; `programs`: PostgreSQL's own; `folder`: for its socket."""
        named = service["environment"]
        self._inside = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PGHOST": str(folder),
            "PGPORT": str(_free()),
        }
        address = f"127.0.0.1:{self._inside['PGPORT']}"
        self.url = f"postgresql://{named['POSTGRES_USER']}:{WORD}@{address}/{named['POSTGRES_DB']}"

    @classmethod
    @contextmanager
    def running(cls, service: dict[str, Any], heard: str = "127.0.0.1") -> Iterator[Self]:
        """Create it as its image does, and stop it. Source: docker-entrypoint.sh of docker-library/postgres.

        `heard`: the address on which it listens; with an empty one, only on its socket.
        """
        with TemporaryDirectory() as folder:
            wheel = initialised(Path(folder) / "wheel")
            made = cls(service, wheel.bin_path, wheel.pgdata)
            data = wheel.pgdata / "data"
            made._make(service["environment"], data, wheel.system_user)
            wanted = shlex.join(
                [*service["command"][1:], "-cfsync=off", f"-clisten_addresses={heard}", f"-k{wheel.pgdata}"]
            )
            control = ["pg_ctl", "--wait", f"--pgdata={data}"]
            try:
                made._own([*control, f"--log={data}/log", f"--options={wanted}", "start"], wheel.system_user)
                named = service["environment"]
                maker = [f"--username={named['POSTGRES_USER']}", "--maintenance-db=postgres", named["POSTGRES_DB"]]
                made._own(["createdb", *maker], wheel.system_user)
                yield made
            finally:
                made._own([*control, "--mode=immediate", "stop"], wheel.system_user)

    def run(self, command: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run what `docker compose exec -T` would run in it, with this input."""
        return subprocess.run(
            ["sh", "-c", command],  # noqa: S607 - found on the PATH
            capture_output=True,
            check=False,
            env=self._inside,
            input=given,
            text=True,
            timeout=60,
        )

    def _make(self, named: dict[str, str], data: Path, user: str | None) -> None:
        secret = data.parent / "secret"
        secret.write_text(WORD)
        secret.chmod(0o644)
        chosen = [f"--username={named['POSTGRES_USER']}", f"--pwfile={secret}", f"--pgdata={data}"]
        self._own(["initdb", *chosen, *named["POSTGRES_INITDB_ARGS"].split()], user)

    def _own(self, command: list[str], user: str | None) -> None:
        """Run this as the server's own user, with the password set, as the image does."""
        given = self._inside | {"PGPASSWORD": WORD}
        subprocess.run(command, check=True, env=given, stdout=subprocess.DEVNULL, timeout=60, user=user)


def _free() -> int:
    """Return a free port."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
