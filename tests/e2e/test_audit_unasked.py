"""What a browser asks for by itself while the audit reads memory is held back: it would be found there, under way."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from adapters.privacy.audit.search import SearchedPlace
from adapters.web.audit_browser import AuditBrowser
from adapters.web.audit_client import AuditClient, ClientTab
from adapters.web.audit_driver import WebDriver, app
from tests.support.audits import BRISK, OVERWRITTEN, SEEN, briskly, program
from tests.support.chromium import needs_chromium

MORE = 10
"""Requests that the page tries to make before the test looks for the first of them."""
ASKING = """<!doctype html><title>t</title><main><p id="tried">0</p></main><script>
const tried = document.getElementById("tried");
setInterval(() => { tried.textContent = 1 + +tried.textContent; fetch("/" + tried.textContent) }, 20);
</script>"""


class RestlessClient(AuditClient):
    """Asks for the page over and over, as a browser does once its time is up. `asked`: how often it did."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self._asking = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []

    async def tab(self, headers: Mapping[str, str]) -> ClientTab:
        tab = await super().tab(headers)
        self._tasks.append(asyncio.create_task(self._ask(tab)))
        return tab

    @asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        async with self._asking:
            yield

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await super().close()

    async def _ask(self, tab: ClientTab) -> None:
        while True:
            async with self._asking:
                await tab.visit()
            self.asked += 1
            await asyncio.sleep(0.02)


@SEEN
@OVERWRITTEN
async def test_a_request_under_way_is_not_taken_for_one_that_was_kept() -> None:
    client = RestlessClient()
    [result] = await briskly([[WebDriver(client)]], program(BRISK))
    assert [leak for leak in result.leaks if leak.place is SearchedPlace.MEMORY] == []
    assert client.asked


class AskedPage:
    """Serves a page that asks for more by itself. `asked`: the paths that were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first, *_ = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        self.asked.append(first.split()[1])
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n" + ASKING.encode())
        await writer.drain()
        writer.close()


@needs_chromium
async def test_a_browser_holds_back_what_its_tabs_ask_for() -> None:
    page, browser = AskedPage(), app()
    assert isinstance(browser, AuditBrowser)
    async with asyncio.timeout(120), await asyncio.start_server(page.answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        await browser.open(f"http://127.0.0.1:{port}/")
        try:
            tab = await browser.tab({})
            await tab.visit()
            async with browser.paused():
                before = int((await tab.shown()).text)
                while int((await tab.shown()).text) < before + MORE:
                    await asyncio.sleep(0.01)
                assert f"/{before + 1}" not in page.asked
            while f"/{before + 1}" not in page.asked:
                await asyncio.sleep(0.01)
        finally:
            await browser.close()
