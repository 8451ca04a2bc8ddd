"""The check for known vulnerabilities: a finding fails it, and an unreachable source is one line and no failure."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from adapters.privacy.audit.ports import free_port
from tests.support.dockerfile import ROOT

LOCKS = ["requirements-review.lock", "requirements-build.lock"]
AWAY = "Known vulnerabilities: not checked, as the advisory source can't be reached.\n"
KNOWN = {
    "id": "PYSEC-2026-1",
    "summary": "It lets in whoever knocks.",
    "affected": [{"package": {"name": "jinja2", "ecosystem": "PyPI"}, "ranges": []}],
}
Answer = Callable[[str], tuple[int, bytes]]
"""From the name of a package to a status and a body."""


@contextmanager
def source(answer: Answer) -> Iterator[tuple[str, list[str]]]:
    """Serve fake advisories. Yields its address, and the packages it was asked about."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append(json.loads(body)["package"]["name"])
            status, told = answer(asked[-1])
            with suppress(BrokenPipeError):  # a client that waited too long has disconnected
                self.send_response(status)
                self.end_headers()
                self.wfile.write(told)

        def log_message(self, format: str, *_arguments: object) -> None:  # noqa: A002 - the name in the base class
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/query", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def look(url: str, *locks: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["deploy/advisories.sh", *(locks or LOCKS)],  # noqa: S607 - relative to the project
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "OSV_URL": url, "PATH": path},
        text=True,
        timeout=60,
    )


def test_every_locked_package_is_looked_up_and_passes_without_findings() -> None:
    with source(lambda _: (200, b"{}")) as (url, asked):
        done = look(url)
    assert done.returncode == 0
    assert "No known vulnerabilities found" in done.stderr
    locked = {
        name for lock in LOCKS for name in re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(), re.MULTILINE)
    }
    assert set(asked) == locked


def test_a_known_vulnerability_fails_and_is_named() -> None:
    with source(lambda name: (200, json.dumps({"vulns": [KNOWN]} if name == "jinja2" else {}).encode())) as (url, _):
        done = look(url)
    assert done.returncode == 1
    assert re.search(r"jinja2 +3\S+ +PYSEC-2026-1", done.stdout)


def silent(_name: str) -> tuple[int, bytes]:
    time.sleep(4)
    return 200, b"{}"


@pytest.mark.parametrize(
    "answer", [silent, lambda _: (503, b""), lambda _: (200, b"<html>")], ids=["silent", "broken", "another's"]
)
def test_a_source_that_does_not_respond_gives_one_line_and_no_failure(answer: Answer) -> None:
    with source(answer) as (url, _):
        done = look(url)
    assert (done.returncode, done.stdout, done.stderr) == (0, AWAY, "")


def test_an_unreachable_source_gives_one_line_and_no_failure() -> None:
    done = look(f"http://127.0.0.1:{free_port()}/v1/query")
    assert (done.returncode, done.stdout, done.stderr) == (0, AWAY, "")


def test_an_unreadable_lock_is_a_failure() -> None:
    done = look(f"http://127.0.0.1:{free_port()}/v1/query", "nowhere.lock")
    assert done.returncode != 0
    assert AWAY not in done.stdout
