"""The command of the preview: what can't be used is one line, and Ctrl-C ends it as it should."""

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.support.command import run

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--check", "nothing"], "--check: unknown 'nothing'"),
        (["--locale", "cy"], "--locale: unknown 'cy'"),
        (["--port", "no"], "--port: invalid int value"),
        (["--port", "70000"], "--port: can't serve on port 70000"),
    ],
)
def test_what_can_not_be_used_gets_one_line(arguments: list[str], told: str) -> None:
    done = run("", "preview", *arguments)
    assert done.returncode == 2
    assert told in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_a_port_that_is_taken_gets_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("", "preview", "--port", str(taken.getsockname()[1]))
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"--port: can't serve on port" in done.stderr
    assert b"Without --port, it picks a free port." in done.stderr


def test_it_opens_a_browser_says_where_it_is_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    opener = tmp_path / "opener"
    opener.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    opener.chmod(0o700)
    command = [sys.executable, "-m", "adapters", "preview"]
    chosen = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "BROWSER": str(opener)}
    with subprocess.Popen(command, cwd=ROOT, env=chosen, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        address = process.stdout.readline().decode().strip()
        assert httpx.get(address, follow_redirects=True, timeout=60).status_code == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert process.stdout.read() == b""
        assert process.stderr.read() == b""
    assert (tmp_path / "opened").read_text().strip() == address


def test_a_fault_of_its_own_is_a_page_with_a_reference_and_a_line_without_a_traceback(tmp_path: Path) -> None:
    for package in ("adapters", "bot", "messages"):
        shutil.copytree(ROOT / package, tmp_path / package)
    (tmp_path / "adapters/preview/templates/screens.html.j2").write_text("{{ nothing.there }}")
    with (tmp_path / "messages/linting/crowding.py").open("a") as review:
        review.write("\n\ndef faults(*_):\n    raise RuntimeError\n")
    with previewed(tmp_path) as (address, process):
        failed = httpx.get(f"{address}groomingcheck/screens")
        [reference] = set(re.findall(r"deze code: ([0-9a-f]{6})", failed.text))
        assert failed.status_code == 500
        assert httpx.get(f"{address}groomingcheck").status_code == 200
        process.send_signal(signal.SIGINT)
        said = process.communicate()[1].decode()
    assert reference in said
    assert "Traceback" not in said
    assert {json.loads(line)["event"] for line in said.splitlines()} == {"preview_failed"}


@contextmanager
def previewed(program: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run the preview of the program in this folder; its address, and its process."""
    chosen = {"PATH": "/usr/bin:/bin", "HOME": str(program), "BROWSER": "true"}
    command = [sys.executable, "-m", "adapters", "preview"]
    with subprocess.Popen(command, cwd=program, env=chosen, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().decode().strip(), process
        finally:
            process.kill()
