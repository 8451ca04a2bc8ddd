"""The machine and the code of a measurement."""

import hashlib
import os
import platform
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = ("adapters", "bot", "messages", "requirements.lock")
"""The measured code. The benchmarks themselves may change without making results outdated."""


def described() -> str:
    """Describe the processors, memory and system of this machine in one line."""
    memory = round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
    return f"{os.cpu_count()} × {_processor()}, {memory} GiB, {platform.system()} {platform.release()}"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def commit() -> str:
    """Return the current commit, with a remark if the code differs from it; empty if unknown."""
    head = _git("rev-parse", "--short", "HEAD")
    return f"{head} with changes" if _git("status", "--porcelain", "--", *CODE) else head


def _git(*arguments: str) -> str:
    command = (shutil.which("git") or "git", "-C", str(ROOT), *arguments)
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def code() -> str:
    """Return a digest of the measured code, which changes with any change of it."""
    digest = hashlib.sha256()
    files = (file for part in CODE for file in ((ROOT / part).rglob("*") if (ROOT / part).is_dir() else [ROOT / part]))
    for file in sorted(files):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
