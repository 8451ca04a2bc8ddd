"""Nodes of PostgreSQL that follow one another: a primary, and a copy of it that only reads until it is promoted."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from adapters.privacy.audit.ports import free_port
from tests.support.postgres_wheel import initialised

SETTINGS = {"listen_addresses": "127.0.0.1", "fsync": "off", "max_connections": "60"}


class Node:
    """A server on a TCP port of its own. `url`: its address."""

    def __init__(self, folder: Path, programs: Path, user: str | None) -> None:
        self.port = free_port()
        self.url = f"postgresql://postgres@127.0.0.1:{self.port}/postgres"
        self._folder, self._programs, self._user = folder, programs, user

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[Self]:
        """Run a primary, to which others may be added with `copy`."""
        with TemporaryDirectory() as folder:
            wheel = initialised(Path(folder) / "data")
            made = cls(wheel.pgdata, wheel.bin_path, wheel.system_user)
            with (wheel.pgdata / "pg_hba.conf").open("a") as rules:
                rules.write("host all,replication all 127.0.0.1/32 trust\n")
            made.start()
            try:
                yield made
            finally:
                made.stop()

    @contextmanager
    def copy(self) -> Iterator["Node"]:
        """Run another node that follows this one."""
        made = Node(self._folder / "copy", self._programs, self._user)
        made._run("pg_basebackup", "--write-recovery-conf", "--checkpoint=fast", f"--dbname={self.url}")
        made.start()
        try:
            yield made
        finally:
            made.stop()

    def start(self) -> None:
        chosen = SETTINGS | {"port": str(self.port), "unix_socket_directories": str(self._folder)}
        options = " ".join(f"-c {name}={value}" for name, value in chosen.items())
        self._run("pg_ctl", "--wait", f"--log={self._folder / 'log'}", f"--options={options}", "start")

    def stop(self) -> None:
        with suppress(subprocess.CalledProcessError):  # it was killed
            self._run("pg_ctl", "--mode=immediate", "--wait", "stop")

    def signal(self, number: int) -> None:
        """Send this signal to the server and to each process that it has started."""
        pid = int((self._folder / "postmaster.pid").read_text().splitlines()[0])
        started = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for one in (pid, *map(int, started)):
            with suppress(ProcessLookupError):
                os.kill(one, number)

    def promote(self) -> None:
        """Let it write."""
        self._run("pg_ctl", "--wait", "promote")

    def read_only(self, *, on: bool) -> None:
        """Make it refuse every write, as a node does that has just been demoted, or no longer."""
        for statement in (f"ALTER SYSTEM SET default_transaction_read_only = {on}", "SELECT pg_reload_conf()"):
            self._run("psql", "--command", statement, self.url, data=False)

    def _run(self, program: str, *options: str, data: bool = True) -> None:
        chosen = [f"--pgdata={self._folder}"] if data else []
        command = [str(self._programs / program), *chosen, *options]
        environment = {**os.environ, "PGOPTIONS": "-c default_transaction_read_only=off"}
        subprocess.run(
            command, check=True, env=environment, stdout=subprocess.DEVNULL, timeout=60, user=self._user, cwd="/"
        )
