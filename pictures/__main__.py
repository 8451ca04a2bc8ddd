"""Draws every picture anew: `python -m pictures`. Chromium and pngquant have to be there; tests need neither.

What a picture is drawn from stands beside it, as HTML; `tests/test_pictures.py` holds that against the bot.
"""

import asyncio
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

from adapters import log
from adapters.settings import PREFIXES
from pictures import browser, stage

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"


def main() -> None:
    """Play the scenes, and write each as HTML and as a PNG."""
    if missing := [name for name in browser.PROGRAMS if not shutil.which(name)]:
        sys.exit(f"pictures: install {' and '.join(missing)}, and the fonts Roboto and Lato.")
    for name in [name for name in os.environ if name.startswith(PREFIXES)]:
        del os.environ[name]  # whoever draws has settings of their own
    logging.disable()  # a bot that ends leaves a request behind, and the web server of that Telegram would tell
    log.configure("error")
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)  # and perhaps a file `.env`
        scenes = asyncio.run(stage.played(Path(scratch)))
        for name, html in scenes.items():
            page = FOLDER / f"{name}.html"
            page.write_text(html)
            drawn = browser.photograph(page, Path(scratch))
            page.with_suffix(".png").write_bytes(drawn)
            sys.stdout.write(f"{name}.png  {len(drawn):,} bytes\n")


if __name__ == "__main__":
    main()
