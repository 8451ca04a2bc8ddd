"""A real browser for an audit: Chromium with a profile on disk, driven by Playwright."""

import asyncio
import contextlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from pathlib import Path

from playwright.async_api import BrowserContext, Error, Page, Playwright, Route, async_playwright

from adapters.channels.platform_driver import VisibleScreen

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
"""The names of Chromium's executable."""
FLAGS = (
    "--disable-background-networking",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""Restrict it to this machine."""
NOT_OF_PLAYWRIGHT = ("--disable-back-forward-cache",)
"""Arguments of Playwright to leave out: they disable the back/forward cache that people's browsers have."""
PATIENCE = 60_000.0
"""Milliseconds within which a screen must appear."""
_READ = """() => {
  const flat = one => one.textContent.replace(/\\s+/g, " ").trim()
  const all = selector => [...document.querySelectorAll(selector)]
  return [
    all("main h1, main h2, main p, main li").map(flat).filter(line => line),
    all("main button[name=press]").map(one => [flat(one), one.value]),
    all("main button.answer").map(flat),
  ]
}"""


def command() -> str | None:
    """Return the path of Chromium; None if it isn't installed."""
    return next((found for found in map(shutil.which, NAMES) if found), None)


class AuditBrowser:
    """Chromium. `name`: for the statement."""

    name = "Chromium"

    def __init__(self, chromium: str) -> None:
        """Configure it. `chromium`: its path."""
        self._chromium = chromium
        self._folder = ""
        self._url = ""
        self._driving = contextlib.AsyncExitStack()
        self._context: BrowserContext | None = None

    async def open(self, url: str) -> None:
        """Start it with an empty profile. Raises OSError if it can't be started."""
        self._url = url
        self._folder = tempfile.mkdtemp(prefix="groomingcheck-browser-")
        try:
            playing = await self._driving.enter_async_context(async_playwright())
            self._context = await self._launched(playing)
        except BaseException as error:
            await self.close()
            if not isinstance(error, Error):
                raise
            msg = f"{self._chromium} did not start: {error.message.splitlines()[0]}"
            raise OSError(msg) from error

    async def tab(self, headers: Mapping[str, str]) -> "BrowserTab":
        """Open a tab that sends these headers with each request."""
        page = await self._opened().new_page()
        await page.set_extra_http_headers({**headers})
        return BrowserTab(page, self._url)

    @contextlib.asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        """Within the block, hold back the requests of its tabs; release them afterwards."""
        going = asyncio.Event()

        async def held(route: Route) -> None:
            await going.wait()
            with contextlib.suppress(Error):  # the tab has started another request by now
                await route.continue_()

        with _named():
            await self._opened().route("**", held)
            try:
                yield
            finally:
                going.set()
                await self._opened().unroute_all(behavior="wait")

    async def end(self) -> Path:
        """Stop it, so that it writes everything to disk, and return the folder of its profile."""
        if self._context:
            await self._context.close()
            self._context = None
        await self._driving.aclose()
        return Path(self._folder)

    async def close(self) -> None:
        """Stop it if it is still running, and remove its profile."""
        try:
            await self.end()
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _opened(self) -> BrowserContext:
        if not self._context:
            msg = "the browser wasn't started"
            raise OSError(msg)
        return self._context

    async def _launched(self, playing: Playwright) -> BrowserContext:
        unconfined = ["--no-sandbox"] if os.geteuid() == 0 else []  # otherwise it doesn't start as root
        context = await playing.chromium.launch_persistent_context(
            Path(self._folder) / "profile",
            executable_path=self._chromium,
            args=[*FLAGS, *unconfined],
            ignore_default_args=[*NOT_OF_PLAYWRIGHT],
            env={"PATH": os.environ.get("PATH", ""), "HOME": self._folder},
        )
        context.set_default_timeout(PATIENCE)
        return context


class BrowserTab:
    """One person's tab."""

    def __init__(self, page: Page, url: str) -> None:
        """Prepare."""
        self._page, self._url = page, url

    async def visit(self) -> VisibleScreen:
        """Open the page."""
        with _named():
            await self._page.goto(self._url)
        return await self.shown()

    async def press(self, payload: str) -> VisibleScreen:
        """Press the button with this payload, and return the next page."""
        with _named():
            async with self._page.expect_navigation():
                await self._page.locator(f'main button[value="{payload}"]').click()
        return await self.shown()

    async def shown(self) -> VisibleScreen:
        """Return the page that is shown now."""
        try:
            lines, buttons, answers = await self._page.evaluate(_READ)
        except Error:  # the page was being replaced just then
            await self._page.wait_for_load_state()
            lines, buttons, answers = await self._page.evaluate(_READ)
        return VisibleScreen("\n".join(lines), tuple(map(tuple, buttons)), tuple(answers))

    async def revisited(self) -> Sequence[VisibleScreen]:
        """Go back through all pages and forward again, and reload every second one."""
        back, forward, reload = self._page.go_back, self._page.go_forward, self._page.reload
        ways = [back, reload, back, back, reload, back, forward, reload]
        with _named():
            return [await self._after(way) for way in ways]

    async def _after(self, way: Callable[..., Awaitable[object]]) -> VisibleScreen:
        """Return the page after going back or forward. Chromium may first ask whether to resend a form."""
        try:
            await way(wait_until="commit")  # a page from the back/forward cache isn't loaded again
        except Error as error:
            if "ERR_CACHE_MISS" not in error.message:
                raise
            await self._page.wait_for_function("location.protocol === 'chrome-error:'")
        await self._page.wait_for_load_state()
        return await self.shown()


@contextlib.contextmanager
def _named() -> Iterator[None]:
    """Convert Playwright's errors to OSError and TimeoutError."""
    try:
        yield
    except Error as error:
        msg = f"the browser: {error.message.splitlines()[0]}"
        raise OSError(msg) from error
