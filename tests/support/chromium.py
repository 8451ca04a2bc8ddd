"""A real browser: Chromium with its own defaults, which reaches this machine and nothing else.

Playwright would switch off the cache from which *Back* takes a whole page. People's browsers have it, and so has this.
"""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from tests.support.https_front import HttpsFront

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
OF_PLAYWRIGHT = ["--disable-back-forward-cache"]
"""What Playwright tells a browser, and this one isn't told."""
PATIENCE = 60_000.0
"""Milliseconds that anything may take on a busy machine."""
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium, as Debian packs it: apt install chromium")


@contextlib.contextmanager
def browsing(front: HttpsFront | None = None) -> Iterator[Browser]:
    """Run a browser for the length of a block. Each of its contexts is a profile in memory, as of a private window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=_flags(front), ignore_default_args=OF_PLAYWRIGHT
        )
        yield browser
        browser.close()


@contextlib.contextmanager
def profile(folder: Path, front: HttpsFront | None = None, **options: Any) -> Iterator[BrowserContext]:  # noqa: ANN401
    """Run a browser that keeps its profile in this folder. `options`: those of Playwright, such as `locale`."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder, executable_path=CHROMIUM, args=_flags(front), ignore_default_args=OF_PLAYWRIGHT, **options
        )
        context.set_default_timeout(PATIENCE)
        yield context
        context.close()


def opened(browser: Browser, address: str, width: int = 1366, height: int = 900) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    return page


def back(page: Page) -> bool:
    """Go back, and return whether a page came of it, rather than the question whether to send the form again."""
    return _came(page, page.go_back)


def forward(page: Page) -> bool:
    """Go forward, likewise."""
    return _came(page, page.go_forward)


def reload(page: Page) -> bool:
    """Ask for the same page again, likewise; where that question stands, this answers it with yes."""
    return _came(page, page.reload)


def _came(page: Page, way: Callable[..., object]) -> bool:
    try:
        way(wait_until="commit")  # a page that was kept whole isn't loaded again
    except Error as error:
        if "ERR_CACHE_MISS" not in error.message:
            raise
        page.wait_for_function("location.protocol === 'chrome-error:'")  # until then it goes nowhere else
        return False
    return True


def _flags(front: HttpsFront | None) -> list[str]:
    return [*FLAGS, *(front.flags if front else [NOWHERE])]
