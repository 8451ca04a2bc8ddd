"""Drive the page for an audit: in a real browser if this machine has one, otherwise with an HTTP client."""

import asyncio
import importlib.util
import ipaddress
import secrets
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from urllib.parse import quote

import httpx

from adapters.channels.platform_driver import VisibleScreen
from adapters.web.audit_app import AuditApp, AuditTab
from adapters.web.audit_client import AuditClient
from adapters.web.settings import TITLE

PATIENCE = 120.0
"""Seconds within which an unused page must be replaced automatically."""
_NETWORK = int(ipaddress.IPv6Address("2001:db8::"))
"""The IPv6 prefix for documentation. Source: https://www.rfc-editor.org/rfc/rfc3849."""


class WebUser:
    """A person with a browser. `name`: its user agent; `number`: the person's IP address, as an integer."""

    def __init__(self, app: AuditApp, url: str) -> None:
        """Choose a unique name and address."""
        self.name = f"kanarie-{secrets.token_hex(6)}"
        self.number = str(ipaddress.IPv6Address(_NETWORK | secrets.randbits(96)))
        self.shown = VisibleScreen()
        self._app, self._url = app, url
        self._tab: AuditTab | None = None
        self._first: set[str] = set()

    async def begin(self, typed: str) -> None:
        """Open the page, and send this text, which the page itself has no way to send."""
        headers = self._headers(typed)
        async with httpx.AsyncClient(base_url=self._url, trust_env=False, headers=headers) as client:
            await client.post("/", data={"press": typed, "show": typed, "locale": typed})
            await client.get("/", params={"typed": typed})
        self._tab = await self._app.tab(headers)
        self.shown = await self._tab.visit()
        self._first = {*self.shown.text.splitlines()}

    async def press(self, label: str) -> None:
        """Press the button with this label."""
        if self._tab:
            payload = next(payload for one, payload in self.shown.buttons if one == label)
            self.shown = await self._tab.press(payload or "")

    async def remaining(self, words: Collection[str]) -> int:
        """Return how many screens with any of these words are shown, or can be made to appear again.

        The page as it is before a check isn't counted. An unused page gets time to be replaced.
        """
        if not self._tab:
            return 0
        sought = {*words} - self._first
        end = time.monotonic() + PATIENCE
        while _says(await self._tab.shown(), sought) and time.monotonic() < end:
            await asyncio.sleep(1)
        screens = [await self._tab.shown(), *await self._tab.revisited()]
        return sum(_says(screen, sought) for screen in screens)

    def _headers(self, typed: str) -> Mapping[str, str]:
        """Return headers as a browser sends and a proxy adds: everything that could identify a person."""
        forwarded = dict.fromkeys(("X-Forwarded-For", "X-Real-IP", "CF-Connecting-IP"), self.number)
        return {
            "User-Agent": f"Mozilla/5.0 ({self.name})",
            "Accept-Language": f"nl, {self.name};q=0.1",
            "Cookie": f"other={self.name}; typed={quote(typed)}",
            "Forwarded": f'for="[{self.number}]"',
            **forwarded,
        }


class WebDriver:
    """The page in an app. `name`: the channel's and the app's."""

    def __init__(self, app: AuditApp) -> None:
        """Configure it. `app`: shows the page."""
        self.name = f"{TITLE}, {app.name}"
        self._app = app
        self._url = ""
        self._users: list[WebUser] = []

    async def open(self, bot: str) -> Mapping[str, str]:
        """Start the app for a bot at this address, and return the settings that make the bot serve the page."""
        self._url = bot
        await self._app.open(bot)
        return {"GROOMINGCHECK_WEB": "on"}

    async def ready(self) -> None:
        """Do nothing: there is no platform between the page and the bot."""

    def new_user(self) -> WebUser:
        """Return a new user."""
        self._users.append(WebUser(self._app, self._url))
        return self._users[-1]

    def paused(self) -> AbstractAsyncContextManager[None]:
        """Within the block, hold back requests that no press has triggered: an unused page reloads itself."""
        return self._app.paused()

    async def count_remaining(self, words: Collection[str]) -> int:
        """Count the screens with any of these words that are shown, or can be made to appear again."""
        return sum([await user.remaining(words) for user in self._users])

    async def kept(self) -> Sequence[Path] | None:
        """Stop the app, and return the folder in which it stores data; None if it isn't a real browser."""
        folder = await self._app.end()
        return (folder,) if folder else None

    async def close(self) -> None:
        """Stop it."""
        await self._app.close()


def app() -> AuditApp:
    """Return a real browser if Chromium and Playwright are installed, otherwise an HTTP client."""
    if importlib.util.find_spec("playwright"):
        from adapters.web.audit_browser import AuditBrowser, command  # noqa: PLC0415 - may not be installed

        if found := command():
            return AuditBrowser(found)
    return AuditClient()


def _says(screen: VisibleScreen, words: set[str]) -> bool:
    return not words.isdisjoint(screen.text.splitlines())
