"""The list at the top of the Makefile, which `make help` prints."""

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_help_lists_every_target_and_no_other() -> None:
    done = subprocess.run(
        [shutil.which("make") or "make", "--silent", "help"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    [targets] = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    listed = re.findall(r"^make (\w+) +\S", done.stdout, re.MULTILINE)
    assert len(listed) == len(done.stdout.splitlines())
    assert sorted(listed) == sorted(targets.split())
