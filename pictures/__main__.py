"""Redraw every picture, and measure every screen: `python -m pictures`. Requires Chromium and pngquant.

Tests need neither. The HTML of each PNG is stored beside it, and `tests/docs/test_pictures.py` compares that with the
bot. `tests/docs/test_screens_page.py` does the same for the measurements.
"""

import asyncio
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

from adapters.config.settings import prefixes
from adapters.telemetry import log
from messages.loading.folder import Folder
from messages.loading.organisation import Organisation
from pictures import browser, desk, heights, scenes, screens_page
from tests.support.loading import load_content

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"


def main() -> None:
    """Run the scenes, write each as HTML and PNG, and measure every screen; fail if a question doesn't fit."""
    if missing := [name for name in browser.PROGRAMS if not shutil.which(name)]:
        sys.exit(f"pictures: install {' and '.join(missing)}, and the fonts Roboto and Lato.")
    for name in [name for name in os.environ if name.startswith(prefixes())]:
        del os.environ[name]  # the user's own settings
    logging.disable()  # a stopping bot abandons a request, which the simulator's web server would log
    log.configure("error")
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)  # so that no file `.env` is read
        pages = {**asyncio.run(scenes.run(Path(scratch))), **desk.run(Path(scratch) / "desk")}
        for name, html in pages.items():
            page = FOLDER / f"{name}.html"
            page.write_text(html)
            png = browser.photograph(page, Path(scratch))
            page.with_suffix(".png").write_bytes(png)
            sys.stdout.write(f"{name}.png  {len(png):,} bytes\n")
        misfits = _measured(Path(scratch))
    if misfits:
        sys.exit("\n".join(f"pictures: {line}" for line in misfits))


def _measured(scratch: Path) -> list[str]:
    """Measure every screen, write the page about that, and return a line per question that doesn't fit."""
    content = load_content(Organisation(checks=Folder().checks()))
    studio = heights.Studio(content)
    studio.keep(scratch)
    found = studio.measured()
    screens_page.PAGE.write_text(screens_page.page(content, found))
    return list(heights.misfits(found))


if __name__ == "__main__":
    main()
