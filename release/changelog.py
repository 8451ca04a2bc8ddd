"""The changelog, in the form of https://keepachangelog.com: what isn't released yet is at its top."""

import datetime as dt
import re

from release.refused import RefusedError
from release.version import Version

_UNRELEASED = re.compile(r"^## \[Unreleased\]\n(?P<changes>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def released(text: str, version: Version, day: dt.date) -> str:
    """Return a changelog in which what wasn't released yet is this version, below a new empty section.

    Raises:
        RefusedError: There is no such section, or no change in it.
    """
    found = _UNRELEASED.search(text)
    if not found or not re.search(r"^[-*] \S", found["changes"], re.MULTILINE):
        msg = "CHANGELOG.md lists no change below ## [Unreleased]: say what changes for people who use it"
        raise RefusedError(msg)
    start = found.start("changes")
    return f"{text[:start]}\n## [{version}] - {day.isoformat()}\n{text[start:]}"
