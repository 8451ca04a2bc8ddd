"""Which version, and which commit, of the program runs."""

import subprocess
from functools import cache
from importlib.metadata import version as installed
from pathlib import Path

_WRITTEN = Path(__file__).with_name("commit")
"""Written when the program is built into a wheel; see `deploy/commit_hook.py`."""
_CHECKOUT = Path(__file__).parents[2]
_DESCRIBED = ("git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")


def version() -> str:
    """Return the version, such as 1.2.0."""
    return installed("groomingcheck")


@cache
def commit() -> str | None:
    """Return the hash of the commit, with "-dirty" behind it if files were changed since; None if nobody knows it."""
    if _WRITTEN.exists():
        return _WRITTEN.read_text(encoding="utf-8").strip()
    if not (_CHECKOUT / ".git").exists():  # or git would describe the repository of somebody around it
        return None
    try:
        done = subprocess.run(_DESCRIBED, cwd=_CHECKOUT, capture_output=True, check=False, text=True)  # noqa: S603 - fixed words
    except OSError:  # no git here
        return None
    return done.stdout.strip() or None
