"""A real PgBouncer in front of a PostgreSQL."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.privacy.audit.ports import free_port
from tests.support.postgres_node import Node

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin") or ""
NEEDED = "needs PgBouncer (Debian: apt install pgbouncer)"


@contextmanager
def pooled(node: Node, mode: str) -> Iterator[str]:
    """Run a pooler in this mode (`transaction`, `session` or `statement`), with few connections; yields its address."""
    with TemporaryDirectory() as folder:
        port = free_port()
        settings = {
            "listen_addr": "127.0.0.1",
            "listen_port": port,
            "auth_type": "any",
            "pool_mode": mode,
            "default_pool_size": 40 if mode == "session" else 3,
            "unix_socket_dir": folder,
            "logfile": f"{folder}/log",
            "server_login_retry": 1,
        }
        lines = [f"{name} = {value}" for name, value in settings.items()]
        databases = f"[databases]\npostgres = host=127.0.0.1 port={node.port} user=postgres\n"
        (Path(folder) / "ini").write_text("\n".join([databases + "[pgbouncer]", *lines, ""]))
        user = _unprivileged(Path(folder))
        with subprocess.Popen(
            [PROGRAM, f"{folder}/ini"], user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                _wait(port)
                yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
            finally:
                process.kill()


def _unprivileged(folder: Path) -> str | None:
    """Change the owner of this folder if this is root, as whom PgBouncer doesn't run; return that user's name."""
    if os.getuid():
        return None
    nobody = pwd.getpwnam("nobody")
    for path in (folder, *folder.iterdir()):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    return "nobody"


def _wait(port: int) -> None:
    for _ in range(400):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    msg = "PgBouncer doesn't listen"
    raise TimeoutError(msg)
