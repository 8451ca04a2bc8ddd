"""Measure the web page in Chromium: the requests of a screen, and the time until its first paint."""

import asyncio
import shutil
import sys
from collections.abc import Iterator
from statistics import median

from playwright.async_api import Browser, async_playwright

from adapters.privacy.audit.ports import free_port
from benchmarks.figure import Figure
from benchmarks.page.crowd import SETTING
from benchmarks.service import serving

TIMES = 15
FLAGS = ("--no-sandbox", "--disable-background-networking")
_PAINTED = """async () => {
  const seen = name => performance.getEntriesByName(name)[0];
  while (!seen("first-contentful-paint")) await new Promise(done => setTimeout(done, 5));
  return seen("first-contentful-paint").startTime;
}"""


def figures() -> Iterator[Figure]:
    """Measure the first screen, each time with an empty profile, and yield the median."""
    program = shutil.which("chromium")
    if not program:
        print("first paint skipped: no Chromium", file=sys.stderr)
        return
    paints, requests = asyncio.run(_measure(program))
    yield Figure("page, first paint", round(median(paints)), "ms in Chromium")
    yield Figure("page, requests of a screen", max(requests), "requests")


async def _measure(program: str) -> tuple[list[float], list[int]]:
    port = free_port()
    async with serving(port, SETTING), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        seen = [await _open(browser, f"http://127.0.0.1:{port}/") for _ in range(1 + TIMES)]
        await browser.close()
    return [paint for paint, _ in seen[1:]], [requests for _, requests in seen]


async def _open(browser: Browser, address: str) -> tuple[float, int]:
    """Return the milliseconds until the first paint, and the number of requests until then and for a press."""
    page = await browser.new_page(viewport={"width": 375, "height": 667})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(address)
    paint: float = await page.evaluate(_PAINTED)
    await page.close()
    return paint, sum(not url.startswith("data:") for url in asked)
