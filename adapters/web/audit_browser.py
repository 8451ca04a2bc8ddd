"""A real browser, for an audit: Chromium with a profile on disk, driven by Playwright, which this alone imports."""

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
"""What Chromium is called, as a command."""
FLAGS = (
    "--disable-background-networking",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""It reaches this computer and nothing else."""
NOT_OF_PLAYWRIGHT = ("--disable-back-forward-cache",)
"""What Playwright tells a browser, and people's browsers aren't told: theirs keep whole pages for *Back*."""
PATIENCE = 60_000.0
"""Milliseconds that a screen may take to appear."""
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
    """Return where Chromium is; None if this computer has none."""
    return next((found for found in map(shutil.which, NAMES) if found), None)


class AuditBrowser:
    """Chromium. `name`: what it is."""

    name = "Chromium"

    def __init__(self, chromium: str) -> None:
        """Prepare. `chromium`: where it is."""
        self._chromium = chromium
        self._folder = ""
        self._url = ""
        self._driving = contextlib.AsyncExitStack()
        self._context: BrowserContext | None = None

    async def open(self, url: str) -> None:
        """Start it, with an empty profile. Raises OSError if it doesn't start."""
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
        """Return a tab, which sends these headers with each request."""
        page = await self._opened().new_page()
        await page.set_extra_http_headers({**headers})
        return BrowserTab(page, self._url)

    @contextlib.asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        """Hold back, for the length of a block, what its tabs ask for; then let all of it go."""
        going = asyncio.Event()

        async def held(route: Route) -> None:
            await going.wait()
            with contextlib.suppress(Error):  # its tab asks for something else by now
                await route.continue_()

        with _named():
            await self._opened().route("**", held)
            try:
                yield
            finally:
                going.set()
                await self._opened().unroute_all(behavior="wait")

    async def end(self) -> Path:
        """End it, by which it writes all that it keeps, and return the folder of its profile."""
        if self._context:
            await self._context.close()
            self._context = None
        await self._driving.aclose()
        return Path(self._folder)

    async def close(self) -> None:
        """End it if it still runs, and remove its profile."""
        try:
            await self.end()
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _opened(self) -> BrowserContext:
        if not self._context:
            msg = "the browser was not started"
            raise OSError(msg)
        return self._context

    async def _launched(self, playing: Playwright) -> BrowserContext:
        unconfined = ["--no-sandbox"] if os.geteuid() == 0 else []  # it doesn't start as root otherwise
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
        """Press the button that carries this, and return what comes of it."""
        with _named():
            async with self._page.expect_navigation():
                await self._page.locator(f'main button[value="{payload}"]').click()
        return await self.shown()

    async def shown(self) -> VisibleScreen:
        """Return what is shown now."""
        try:
            lines, buttons, answers = await self._page.evaluate(_READ)
        except Error:  # just then, the page made room for another
            await self._page.wait_for_load_state()
            lines, buttons, answers = await self._page.evaluate(_READ)
        return VisibleScreen("\n".join(lines), tuple(map(tuple, buttons)), tuple(answers))

    async def revisited(self) -> Sequence[VisibleScreen]:
        """Go back through all that was shown and forward again, and ask for every second of it once more."""
        back, forward, reload = self._page.go_back, self._page.go_forward, self._page.reload
        ways = [back, reload, back, back, reload, back, forward, reload]
        with _named():
            return [await self._after(way) for way in ways]

    async def _after(self, way: Callable[..., Awaitable[object]]) -> VisibleScreen:
        """Return what is shown after going this way. Chromium may ask first whether to send a form once more."""
        try:
            await way(wait_until="commit")  # a page that was kept whole isn't loaded again
        except Error as error:
            if "ERR_CACHE_MISS" not in error.message:
                raise
            await self._page.wait_for_function("location.protocol === 'chrome-error:'")
        await self._page.wait_for_load_state()
        return await self.shown()


@contextlib.contextmanager
def _named() -> Iterator[None]:
    """Raise what Playwright raises as an error of the system, which others know."""
    try:
        yield
    except Error as error:
        msg = f"the browser: {error.message.splitlines()[0]}"
        raise OSError(msg) from error
