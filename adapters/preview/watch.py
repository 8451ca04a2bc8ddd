"""Watch the content files, and read them again when one has changed."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from adapters.preview import edition
from adapters.preview.edition import Edition
from adapters.telemetry import log
from messages.linting.limits import ChannelLimits
from messages.loading.organisation import Organisation
from messages.loading.tree import below

LOOK = 0.1
"""Seconds between checks of the files. Polling works on every system and file system, unlike notifications."""
_Stamps = tuple[tuple[str, int, int], ...]


class Watch:
    """Keeps the latest edition.

    Attributes:
        edition: The latest edition.
    """

    def __init__(self, organisation: Organisation, zone: str, limits: Sequence[ChannelLimits]) -> None:
        """Read the files for the first time. Raises `OSError` if a folder can't be read."""
        self._organisation, self._zone, self._limits = organisation, zone, limits
        self._stamps = self._look()
        self.edition: Edition = edition.read(organisation, zone)
        self._reviewed: Edition | None = None
        self._number = 0
        self._changed = asyncio.Condition()
        self._over = False

    @property
    def version(self) -> str:
        """Return the name of the latest edition, which changes when it is replaced or reviewed."""
        return str(self._number)

    async def run(self) -> None:
        """Watch the files until cancelled. Changes are noticed while an edition is being reviewed.

        After an internal error, the edition stays the same until a file changes again.
        """
        async with asyncio.TaskGroup() as group:
            reviewing = group.create_task(self._review(self.edition))
            while True:
                await asyncio.sleep(LOOK)
                stamps = await asyncio.to_thread(self._look)
                if stamps != self._stamps:
                    self._stamps = stamps
                    with _going_on():
                        await self._take(await asyncio.to_thread(edition.read, self._organisation, self._zone))
                if reviewing.done() and not self.edition.complete and self.edition is not self._reviewed:
                    reviewing = group.create_task(self._review(self.edition))

    async def _review(self, read: Edition) -> None:
        self._reviewed = read
        with _going_on():
            found = await asyncio.to_thread(edition.reviewed, read, self._limits)
            if self.edition is read:
                await self._take(found)

    async def newer(self, version: str, seconds: float) -> str:
        """Return the name of the latest edition as soon as it isn't this one, or after this many seconds."""
        async with self._changed:
            try:
                async with asyncio.timeout(seconds):
                    await self._changed.wait_for(lambda: self._over or self.version != version)
            except TimeoutError:
                pass
        return self.version

    async def stop(self) -> None:
        """Wake all waiting requests."""
        async with self._changed:
            self._over = True
            self._changed.notify_all()

    async def _take(self, found: Edition) -> None:
        async with self._changed:
            self.edition = found
            self._number += 1
            self._changed.notify_all()

    def _look(self) -> _Stamps:
        return tuple(self._stamped())

    def _stamped(self) -> Iterator[tuple[str, int, int]]:
        """Yield each file with its modification time and size, including an organisation's files with wrong names."""
        folder = self._organisation.content_folder
        shipped = (path for path in folder.shipped.rglob("*.*") if path.suffix in {".toml", ".j2"})
        for path in (*shipped, *(below(folder.own) if folder.own else ())):
            try:
                found = path.stat()
            except OSError:  # an editor is replacing it, or it is a broken link
                yield str(path), 0, 0
            else:
                yield str(path), found.st_mtime_ns, found.st_size


@contextmanager
def _going_on() -> Iterator[None]:
    """Log an internal error, and go on."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the next change may be readable
        log.failure("preview_failed", error)
