"""The files of a release: the wheel, what it needs by hash, its bill of materials, its licences, and their sums."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from release.refused import RefusedError

REQUIREMENTS = "requirements.txt"
"""Installs the wheel, and what the lock names, when pip runs in the folder of the release."""
SUMS = "SHA256SUMS"
"""What `sha256sum --check` reads."""


def make(source: Path, target: Path) -> None:
    """Make all of them. `source`: a work tree of the commit that is released; `target`: a folder, which is made.

    Raises:
        RefusedError: A tool failed.
    """
    for what in ("wheel", "sbom"):
        _run(source, what)
    shutil.copytree(source / "dist", target, dirs_exist_ok=True)
    shutil.copy(source / "LICENCES.md", target)
    [wheel] = target.glob("*.whl")
    lock = (source / "requirements.lock").read_text(encoding="utf-8")
    itself = f"./{wheel.name} \\\n    --hash=sha256:{_sum(wheel)}\n"
    (target / REQUIREMENTS).write_text(lock + itself, encoding="utf-8")
    sums = [f"{_sum(file)}  {file.name}\n" for file in sorted(target.iterdir()) if file.name != SUMS]
    (target / SUMS).write_text("".join(sums), encoding="utf-8")


def _run(source: Path, what: str) -> None:
    """Run `make`, with the programs of this environment instead of one that it would set up there."""
    tools = f"BIN={Path(sys.executable).parent}"
    command = [shutil.which("make") or "make", "--silent", what, tools, f"PYTHON={sys.executable}", "READY="]
    given = {name: value for name, value in os.environ.items() if name != "COMMIT"}  # git knows which commit it is
    done = subprocess.run(command, cwd=source, env=given, capture_output=True, check=False, text=True)
    if done.returncode:
        msg = f"make {what} failed: {done.stderr.strip()}"
        raise RefusedError(msg)


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
