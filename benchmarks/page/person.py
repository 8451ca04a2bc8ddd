"""A visitor of the web page over plain HTTP, like a browser without scripts, with a new connection per page."""

import asyncio
import html
import re
import time
from dataclasses import dataclass
from urllib.parse import urlencode

PATIENCE = 60.0
"""Seconds after which an answer counts as lost."""
_HEADERS = (
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8",
    "Accept-Language: nl,en;q=0.7",
)
_FORM = ("Content-Type: application/x-www-form-urlencoded", "Origin: null", "Sec-Fetch-Site: same-origin")
_MAIN = re.compile(r"<main.*</main>", re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
_BUTTON = re.compile(r'<button class="([\w ]+)" name="press" value="([^"]*)"')
_CLEARED = b"\r\nclear-site-data:"
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer.

    Attributes:
        status: The status.
        head: The status line and the headers, in lower case.
        body: The page.
        took: Seconds of wall-clock time, including connecting.
    """

    status: int
    head: bytes
    body: str
    took: float

    @property
    def over(self) -> bool:
        """Return whether it is the last page of a check."""
        return _CLEARED in self.head

    @property
    def payloads(self) -> dict[str, list[str]]:
        """Return the payloads of the buttons that continue the check, by kind of button."""
        found: dict[str, list[str]] = {}
        for kind, payload in _BUTTON.findall(self._main):
            found.setdefault(kind.split()[0], []).append(html.unescape(payload))
        return found

    @property
    def hidden(self) -> dict[str, str]:
        """Return the hidden fields that are sent with each press."""
        return {name: html.unescape(value) for name, value in _HIDDEN.findall(self._main)}

    def onward(self, number: int) -> dict[str, str]:
        """Return the form of a button that continues the check: an answer, else the main button; the last one wipes it.

        Args:
            number: The number of the answer.
        """
        kinds = self.payloads
        choices = kinds.get("answer") or kinds.get("main") or next(iter(kinds.values()))
        return {**self.hidden, "press": choices[number % len(choices)]}

    @property
    def _main(self) -> str:
        found = _MAIN.search(self.body)
        return found[0] if found else ""


class Person:
    """A visitor of the web page.

    Attributes:
        answers: The answers, in order.
    """

    def __init__(self, port: int, host: str = "127.0.0.1", number: int = 0) -> None:
        """Don't open the page yet. `number`: which of the answers they choose."""
        self._address, self._number = (host, port), number
        self.answers: list[Answer] = []

    @property
    def sees(self) -> Answer:
        """Return the current page."""
        return self.answers[-1]

    async def come(self) -> Answer:
        """Open the page."""
        return await self._ask(("GET / HTTP/1.1", f"Host: {self._address[0]}", *_HEADERS), "")

    async def go_on(self) -> Answer:
        """Press a button that continues the check."""
        return await self.send(self.sees.onward(self._number))

    async def press(self, payload: str) -> Answer:
        """Press the button with this payload."""
        return await self.send({**self.sees.hidden, "press": payload})

    async def send(self, fields: dict[str, str]) -> Answer:
        """Send a form."""
        body = urlencode(fields)
        head = ("POST / HTTP/1.1", f"Host: {self._address[0]}", *_HEADERS, *_FORM, f"Content-Length: {len(body)}")
        return await self._ask(head, body)

    async def _ask(self, head: tuple[str, ...], body: str) -> Answer:
        since = time.perf_counter()
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(*self._address)
            try:
                writer.write("\r\n".join((*head, "", body)).encode())
                got = (await reader.readuntil(b"\r\n\r\n")).lower()
                page = await reader.readexactly(int((_LENGTH.findall(got) or [b"0"])[0]))
            finally:
                writer.close()
        found = Answer(int(got.split(b" ", 2)[1]), got, page.decode(), time.perf_counter() - since)
        self.answers.append(found)
        return found
