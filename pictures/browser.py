"""A page as a PNG of the width of a phone, by Chromium; stamped with what it was drawn from."""

import hashlib
import re
import subprocess
import zlib
from pathlib import Path

WIDTH = 390
"""Pixels of a phone, as a page counts them; the picture has twice as many."""
PROGRAMS = ("chromium", "pngquant")
"""What has to be there."""
_TALL = 4000
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-device-scale-factor=2",
)  # fmt: skip
_MEASURE = "<script>document.body.dataset.height = Math.ceil(document.body.getBoundingClientRect().height)</script>"
_END = b"\0\0\0\0IEND"


def photograph(page: Path, scratch: Path) -> bytes:
    """Give the page as a PNG. Raises `CalledProcessError`."""
    probe, shot = scratch / "probe.html", scratch / "shot.png"
    probe.write_text(page.read_text() + _MEASURE)
    measured = _chromium(scratch, "--dump-dom", f"--window-size={WIDTH},{_TALL}", probe.as_uri())
    found = re.search(r'data-height="(\d+)"', measured)
    assert found, page  # noqa: S101 - the line above put it there
    _chromium(scratch, f"--screenshot={shot}", f"--window-size={WIDTH},{found[1]}", page.as_uri())
    fewer = [PROGRAMS[1], "--force", "--speed", "1", "--strip", "--output", str(shot), "16", str(shot)]
    subprocess.run(fewer, check=True)
    return stamped(shot.read_bytes(), page.read_text())


def stamped(png: bytes, html: str) -> bytes:
    """Give this PNG with a note in it of the page that it shows. Source: https://www.w3.org/TR/png-3/#11tEXt."""
    chunk = b"tEXt" + b"Source\0" + stamp(html)
    note = (len(chunk) - 4).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4)
    before, end, after = png.rpartition(_END)
    return before + note + end + after


def stamp(html: str) -> bytes:
    """Give what tells this page from every other."""
    return hashlib.sha256(html.encode()).hexdigest().encode()


def _chromium(scratch: Path, *arguments: str) -> str:
    command = [PROGRAMS[0], *_FLAGS, f"--user-data-dir={scratch / 'profile'}", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
