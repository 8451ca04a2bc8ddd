"""What a test leaves open is reported in that very test, and not in the one that runs when it is collected."""

import subprocess
import sys

from tests.support.keyboard import ROOT


def test_a_session_that_is_left_open_is_told_where_it_was_made() -> None:
    planted = ["-p", "no:cacheprovider", "tests/support/planted_leak.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *planted], capture_output=True, check=False, cwd=ROOT, text=True, timeout=100
    )
    told = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    assert len(told) == 1, done.stdout
    assert "planted_leak.py::test_that_leaves_a_session_open" in told[0]
    assert "Unclosed client session" in done.stdout
