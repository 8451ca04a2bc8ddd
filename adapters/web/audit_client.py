"""An HTTP client that sends what a browser would, for an audit on a machine without a browser."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from html.parser import HTMLParser

import httpx

from adapters.channels.platform_driver import VisibleScreen

BLOCKS = {"h1", "h2", "p", "li"}
"""The elements of the page that contain lines of text."""


class AuditClient:
    """An HTTP client. `name`: for the statement."""

    name = "HTTP (browserless)"

    def __init__(self) -> None:
        """Prepare."""
        self._url = ""
        self._clients: list[httpx.AsyncClient] = []

    async def open(self, url: str) -> None:
        """Set the address of the page."""
        self._url = url

    async def tab(self, headers: Mapping[str, str]) -> "ClientTab":
        """Return a separate tab that sends these headers with each request."""
        self._clients.append(httpx.AsyncClient(base_url=self._url, headers=headers, trust_env=False, timeout=60))
        return ClientTab(self._clients[-1])

    def paused(self) -> AbstractAsyncContextManager[None]:
        """Do nothing: it only sends requests for presses."""
        return nullcontext()

    async def end(self) -> None:
        """Close the connections. What a browser would have stored is unknown."""
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        for client in self._clients:
            await client.aclose()


class ClientTab:
    """One person's requests."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        """Configure it. `client`: sends the requests."""
        self._client = client
        self._pressed: list[str] = []

    async def visit(self) -> VisibleScreen:
        """Request the page."""
        return read((await self._client.get("/")).text)

    async def press(self, payload: str) -> VisibleScreen:
        """Send this button's payload, and return the next page."""
        self._pressed.append(payload)
        return await self._sent(payload)

    async def shown(self) -> VisibleScreen:
        """Send the last press again, as a reload does, and return the page."""
        return await self._sent(self._pressed[-1]) if self._pressed else await self.visit()

    async def revisited(self) -> Sequence[VisibleScreen]:
        """Send every press again."""
        return [await self._sent(payload) for payload in self._pressed]

    async def _sent(self, payload: str) -> VisibleScreen:
        return read((await self._client.post("/", data={"press": payload})).text)


def read(page: str) -> VisibleScreen:
    """Return the content of the page: the lines of its screen, and its buttons."""
    reader = _ScreenReader()
    reader.feed(page)
    buttons = tuple((" ".join(label.split()), payload) for label, payload, _ in reader.buttons)
    answers = tuple(" ".join(label.split()) for label, _, answers in reader.buttons if answers)
    lines = (" ".join(line.split()) for line in reader.lines)
    return VisibleScreen("\n".join(line for line in lines if line), buttons, answers)


class _ScreenReader(HTMLParser):
    """Parses the screen within `main`."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.buttons: list[tuple[str, str, bool]] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {*BLOCKS, "main", "button"}:
            return
        self._within.append(tag)
        found = {name: value or "" for name, value in attrs}
        if tag == "button":
            self.buttons.append(("", found.get("value", ""), found.get("class") == "answer"))
        elif tag in BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._within[-1:] == [tag]:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if "main" not in self._within:
            return
        if self._within[-1] == "button":
            label, payload, answers = self.buttons[-1]
            self.buttons[-1] = (label + data, payload, answers)
        elif self._within[-1] in BLOCKS:
            self.lines[-1] += data
