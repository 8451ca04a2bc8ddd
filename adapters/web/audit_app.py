"""The interface through which an audit uses the page: a real browser, or a client that sends the same requests."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol

from adapters.channels.platform_driver import VisibleScreen


class AuditTab(Protocol):
    """One person's view of the page."""

    async def visit(self) -> VisibleScreen:
        """Open the page."""

    async def press(self, payload: str) -> VisibleScreen:
        """Press the button with this payload, and return the next page."""

    async def shown(self) -> VisibleScreen:
        """Return the page that is shown now."""

    async def revisited(self) -> Sequence[VisibleScreen]:
        """Return all earlier pages that can be made to appear again."""


class AuditApp(Protocol):
    """Shows the page. `name`: for the statement."""

    name: str

    async def open(self, url: str) -> None:
        """Start it for the page at this address. Raises OSError if it can't be started."""

    async def tab(self, headers: Mapping[str, str]) -> AuditTab:
        """Open a separate tab that sends these headers with each request."""

    def paused(self) -> AbstractAsyncContextManager[None]:
        """Within the block, hold back requests that no press has triggered."""

    async def end(self) -> Path | None:
        """Stop it, and return the folder in which it stores data; None if it isn't a real browser."""

    async def close(self) -> None:
        """Stop it if it is still running, and remove that folder."""
