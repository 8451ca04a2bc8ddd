"""Render a page as a PNG with Chromium, stamped with a hash of the page; and measure pages."""

import hashlib
import html as entities
import json
import re
import subprocess
import zlib
from pathlib import Path
from typing import Any

WIDTH = 375
"""The width of a phone in CSS pixels; pictures have twice as many."""
_ASKED = re.compile(r'<meta name="viewport" content="width=(\d+)">')
PROGRAMS = ("chromium", "pngquant")
"""The required programs."""
_MAX_HEIGHT = 4000
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-device-scale-factor=2",
)  # fmt: skip
_SCRIPT = """<script>
addEventListener("load", () => { document.body.dataset.found = JSON.stringify({expression}) })
</script>"""
"""Waits for iframes."""
_HEIGHT = "Math.ceil(document.body.getBoundingClientRect().height)"
_ROWS = """[...document.querySelectorAll(".sheet")].map(one => {
  const page = one.querySelector("iframe")?.contentDocument.body
  const top = page ? 0 : one.firstElementChild.getBoundingClientRect().top
  const rows = (page ?? one).querySelectorAll(page ? ".answer" : ".row")
  const parts = [...rows, page ?? one.lastElementChild]
  return parts.map(part => Math.ceil(part.getBoundingClientRect().bottom - top))
})"""
_END = b"\0\0\0\0IEND"


def photograph(page: Path, scratch: Path) -> bytes:
    """Render the page as a PNG.

    Raises:
        CalledProcessError: Chromium or pngquant fails.
    """
    png = scratch / "shot.png"
    height = _asked(page.read_text(), _HEIGHT, scratch)
    _chromium(scratch, f"--screenshot={png}", f"--window-size={width(page.read_text())},{height}", page.as_uri())
    quantize = [PROGRAMS[1], "--force", "--speed", "1", "--strip", "--output", str(png), "16", str(png)]
    subprocess.run(quantize, check=True)
    return stamped(png.read_bytes(), page.read_text())


def width(html: str) -> int:
    """Return the width of a page in CSS pixels: that of a phone, unless the page declares another."""
    found = _ASKED.search(html)
    return int(found[1]) if found else WIDTH


def bottoms(html: str, scratch: Path) -> list[list[int]]:
    """Return the bottoms of the rows of each section of a page, and the bottom of the section last.

    Returns:
        CSS pixels below the top of its first part.

    Raises:
        CalledProcessError: Chromium fails.
    """
    found: list[list[int]] = _asked(html, _ROWS, scratch)
    return found


def _asked(html: str, expression: str, scratch: Path) -> Any:  # noqa: ANN401 - the type depends on the expression
    """Evaluate an expression in a page after layout."""
    probe = scratch / "probe.html"
    probe.write_text(html + _SCRIPT.replace("{expression}", expression))
    answer = _chromium(scratch, "--dump-dom", f"--window-size={width(html)},{_MAX_HEIGHT}", probe.as_uri())
    found = re.search(r'data-found="([^"]*)"', answer)
    assert found, expression  # noqa: S101 - `_SCRIPT` writes it
    return json.loads(entities.unescape(found[1]))


def stamped(png: bytes, html: str) -> bytes:
    """Return this PNG with the hash of its page as metadata. Source: https://www.w3.org/TR/png-3/#11tEXt."""
    chunk = b"tEXt" + b"Source\0" + stamp(html)
    note = (len(chunk) - 4).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4)
    before, end, after = png.rpartition(_END)
    return before + note + end + after


def stamp(html: str) -> bytes:
    """Return a hash that identifies this page."""
    return hashlib.sha256(html.encode()).hexdigest().encode()


def _chromium(scratch: Path, *arguments: str) -> str:
    command = [PROGRAMS[0], *_FLAGS, f"--user-data-dir={scratch / 'profile'}", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
