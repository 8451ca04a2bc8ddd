"""The version and commit of the running program."""

import subprocess
from functools import cache
from importlib.metadata import version as installed
from pathlib import Path

_WRITTEN = Path(__file__).with_name("commit")
"""Written when the wheel is built; see `deploy/commit_hook.py`."""
_CHECKOUT = Path(__file__).parents[2]
_DESCRIBED = ("git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")


def version() -> str:
    """Return the version, such as `1.2.0`."""
    return installed("groomingcheck")


@cache
def commit() -> str | None:
    """Return the commit hash, with the suffix "-dirty" if files were changed since; None if unknown."""
    if _WRITTEN.exists():
        return _WRITTEN.read_text(encoding="utf-8").strip()
    if not (_CHECKOUT / ".git").exists():  # otherwise git could describe an unrelated repository around it
        return None
    try:
        done = subprocess.run(_DESCRIBED, cwd=_CHECKOUT, capture_output=True, check=False, text=True)  # noqa: S603 - constant arguments
    except OSError:  # git isn't installed
        return None
    return done.stdout.strip() or None
