"""The running process: channels, wiping and the web server side by side, and how they end.

Told to stop, it hears nothing new, lets every turn and every wipe under way end, writes what it alone knows, and ends
itself.
"""

import asyncio
import socket
from contextlib import suppress

from adapters import log, memory
from adapters.due import Due
from adapters.ledger.fault import UNAVAILABLE
from adapters.reminder.bell import Bell
from adapters.reminder.prompts import Prompts
from adapters.server import Server
from adapters.service import Channel, Service

DRAIN = 20.0
"""Seconds that turns under way have to end after being told to stop, and a database that is away to come back."""
AGAIN = 1.0
"""Seconds before what could not be written is written again."""


class Process:
    """Everything that runs side by side."""

    def __init__(
        self, service: Service, channels: tuple[Channel, ...], listening: socket.socket, catch_up: float
    ) -> None:
        """`listening`: a socket that is bound already; `catch_up`: seconds that a reminder may come late."""
        self._service = service
        self._channels = channels
        self._listening = listening
        self._due = Due(service.ledger, {channel.account: channel.wiper for channel in channels}, service.pace.look)
        posters = {channel.account: channel.poster for channel in channels}
        self._bell = Bell(service.agenda, posters, Prompts(service.dialogue, service.locale), catch_up, service.pace)
        routes = [route for channel in channels for route in channel.routes]
        self._server = Server(service.ledger, service.agenda, service.health, routes)

    async def run(self, told: asyncio.Event) -> None:
        """Run until told to stop, then let what is under way end."""
        due, server = asyncio.create_task(self._due.run()), asyncio.create_task(self._server.run_on(self._listening))
        ringing = asyncio.create_task(self._bell.run())
        moving, tidying = asyncio.create_task(self._service.deadlines.run()), asyncio.create_task(memory.tidy())
        receiving = [asyncio.create_task(self._receive(channel)) for channel in self._channels]
        await told.wait()
        log.event("stopping")
        self._bell.stop()
        for task in (*receiving, moving, tidying):
            task.cancel()
        await asyncio.gather(*receiving, moving, tidying, return_exceptions=True)
        await self._drain()
        self._due.stop()
        self._server.stop()
        await asyncio.gather(due, ringing, server)
        log.event("stopped")

    async def _receive(self, channel: Channel) -> None:
        """Keep a channel receiving: a fault in one is logged, and costs the others nothing."""
        while True:
            try:
                await channel.run()
            except Exception as error:  # noqa: BLE001 - whatever it is, the bot goes on hearing
                log.failure("receiving_failed", error, channel=channel.name)
            await asyncio.sleep(1)

    async def _drain(self) -> None:
        """Let turns end, and write what has moved: while the database is away, nothing else knows what was opened."""
        clock = asyncio.get_running_loop().time
        end = clock() + DRAIN
        with suppress(TimeoutError):
            async with asyncio.timeout_at(end):
                for channel in self._channels:
                    await channel.settle()
                await self._service.lanes.done()
        while not await self._flushed():
            if clock() + AGAIN > end:
                return
            await asyncio.sleep(AGAIN)

    async def _flushed(self) -> bool:
        try:
            await self._service.deadlines.flush()
        except UNAVAILABLE as error:
            log.event("ledger_away", "warning", error=type(error).__name__)
            return False
        return True
