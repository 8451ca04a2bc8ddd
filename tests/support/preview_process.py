"""A preview that runs: `groomingcheck preview` in a process of its own, and a browser that looks at it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
PATIENCE = 60_000.0
"""Milliseconds that anything may take on a busy machine."""
needs_browser = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")


@contextmanager
def previewing(*arguments: str, **environment: str) -> Iterator[str]:
    """Run it for the length of a block, with nothing that opens a browser, and yield its address."""
    command = [sys.executable, "-m", "adapters", "preview", *arguments]
    chosen = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", ""), "BROWSER": "true", **environment}
    with subprocess.Popen(command, cwd=ROOT, env=chosen, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            assert process.wait(PATIENCE / 1000) == 0


@contextmanager
def browsing() -> Iterator[Browser]:
    """Run a browser for the length of a block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def profile(folder: Path) -> Iterator[BrowserContext]:
    """Run a browser that keeps its profile in this folder."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(folder, executable_path=CHROMIUM, args=FLAGS)
        yield context
        context.close()


def opened(browser: Browser, address: str, width: int = 1366, height: int = 900) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    return page
