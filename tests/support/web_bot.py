"""The whole bot with the page in a browser, running in this process, and people who use it over plain HTTP."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

import httpx

from adapters.channels.descriptor import ConfiguredChannel
from adapters.config import settings
from adapters.config.settings import Settings
from adapters.privacy.audit.ports import free_port
from adapters.web.descriptor import DESCRIPTOR
from adapters.web.settings import WebSettings
from messages.content import Content
from tests.support.telegram_bot import SECRET, running

TO_ADVICE = ("Beginnen", "Nee", "Ja", "Ja, ik herken signalen", "Allebei", "Nog niet", "Ja, ik zeg het vaak")
"""The first presses of a check, none of which calls for a card."""
_BUTTON = re.compile(r'<button[^>]* name="(\w+)" value="([^"]*)"[^>]*>(.*?)</button>', re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
_TAG = re.compile(r"<[^>]+>")


def configured(database: Path | str, *, idle: float = 900.0, chosen: WebSettings | None = None) -> Settings:
    """Settings for a bot with the page, and with this SQLite file or database address, which it seldom looks at."""
    return replace(
        settings.read(),
        secrets=(SECRET,),
        lasting=True,
        idle=idle,
        database=f"sqlite:///{database}" if isinstance(database, Path) else database,
        port=free_port(),
        host="127.0.0.1",
        overwriting=False,
        channels=(ConfiguredChannel(DESCRIPTOR, chosen or WebSettings()),),
    )


@dataclass
class Visitor:
    """Somebody with a browser that has no script, and sends what a form holds.

    Attributes:
        url: The address of the page.
        headers: What the browser says with each request.
        answer: The newest answer.
        past: What was sent, the newest last.
        transport: What carries it; by default the network of this machine.
    """

    url: str
    headers: dict[str, str] = field(default_factory=lambda: {"Accept-Language": "nl-NL,nl;q=0.9,en;q=0.5"})
    answer: httpx.Response = field(default_factory=lambda: httpx.Response(204))
    past: list[dict[str, str]] = field(default_factory=list)
    transport: httpx.AsyncBaseTransport | None = None

    async def __aenter__(self) -> Self:
        self._client = httpx.AsyncClient(trust_env=False, timeout=60, transport=self.transport)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    @property
    def html(self) -> str:
        """What came, but for the style and the script."""
        return re.sub(r"<(style|script)>.*?</\1>", "", self.answer.text, flags=re.DOTALL)

    @property
    def main(self) -> str:
        """The screen, as text."""
        found = re.search(r"<main.*?</main>", self.html, re.DOTALL)
        return _text(found[0] if found else "")

    @property
    def heading(self) -> str:
        """What the screen is called."""
        [found] = re.findall(r"<h1[^>]*>(.*?)</h1>", self.html)
        return _text(found)

    @property
    def here(self) -> str:
        """What is sent to come back to the screen."""
        return next(unescape(value) for name, value in _HIDDEN.findall(self.html) if name == "press")

    @property
    def labels(self) -> list[str]:
        """The labels of the buttons of the screen."""
        return [_text(label) for name, _, label in _BUTTON.findall(self.html) if name == "press"]

    @property
    def answers(self) -> list[str]:
        """The answers to a question."""
        return [_text(label) for label in re.findall(r'<button class="answer"[^>]*>(.*?)</button>', self.html)]

    async def open(self) -> None:
        """Open the page."""
        self.answer = await self._client.get(self.url, headers=self.headers)

    async def press(self, label: str) -> None:
        """Press the button whose label starts so."""
        for part in re.split(r"(?=<form)", self.html):
            for name, value, said in _BUTTON.findall(part):
                if _text(said).startswith(label):
                    hidden = {one: unescape(given) for one, given in _HIDDEN.findall(part)}
                    before = [(name, hidden[name])] if name in hidden else []
                    await self.send({**hidden, name: unescape(value)}, *before)
                    return
        msg = f"{label!r} is not among {self.labels}"
        raise AssertionError(msg)

    async def send(self, form: dict[str, str], *before: tuple[str, str], **headers: str) -> None:
        """Send a form. `before`: what is hidden in it, and is sent again by the pressed button."""
        self.past.append(form)
        await self.raw(urlencode([*before, *form.items()]).encode(), **headers)

    async def again(self, number: int = -1) -> None:
        """Send a form that was sent before once more."""
        await self.send(self.past[number])

    async def raw(self, body: bytes, kind: str = "application/x-www-form-urlencoded", **headers: str) -> None:
        """Send anything at all."""
        given = {**self.headers, "Content-Type": kind, **headers}
        self.answer = await self._client.post(self.url, content=body, headers=given)


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html)).strip()


@asynccontextmanager
async def visiting(content: Content, chosen: Settings) -> AsyncIterator[Visitor]:
    """Run a bot with the page until the end of the block, and visit it."""
    async with running(content, chosen) as bot, Visitor(f"{bot.url}/") as visitor:
        for _ in range(1000):
            try:
                await visitor.open()
            except httpx.ConnectError:
                continue
            if visitor.answer.status_code == httpx.codes.OK:
                break
        yield visitor
