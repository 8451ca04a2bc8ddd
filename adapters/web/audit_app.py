"""What an audit of the page needs of whatever shows it: a browser, or a client that sends what a browser would."""

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
        """Press the button that carries this, and return what comes of it."""

    async def shown(self) -> VisibleScreen:
        """Return what is shown now, of its own accord."""

    async def revisited(self) -> Sequence[VisibleScreen]:
        """Return all that can be made to appear once more of what was shown."""


class AuditApp(Protocol):
    """Shows the page. `name`: what it is."""

    name: str

    async def open(self, url: str) -> None:
        """Start it, for the page at this address. Raises OSError if it doesn't start."""

    async def tab(self, headers: Mapping[str, str]) -> AuditTab:
        """Return a view of its own, which sends these headers with each request."""

    def paused(self) -> AbstractAsyncContextManager[None]:
        """Hold back, for the length of a block, what it sends of its own accord."""

    async def end(self) -> Path | None:
        """End it, and return the folder in which it keeps things; None if it can't be compared with a browser there."""

    async def close(self) -> None:
        """End it if it still runs, and remove that folder."""
