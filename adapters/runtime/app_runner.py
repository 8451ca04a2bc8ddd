"""Run channels, wiping, reminders and the web server concurrently, and shut them down.

On shutdown it stops receiving, saves what is only in memory, and lets every turn, wipe and post under way finish, each
within a time limit. Whatever was interrupted is in the database, and is resumed after the next start.
"""

import asyncio
import socket
from collections.abc import Sequence
from contextlib import suppress

from adapters.channels.port import Channel
from adapters.channels.services import SharedServices
from adapters.concurrency.ending import ended
from adapters.reminders.alert_worker import AlertWorker
from adapters.reminders.dispatcher import ReminderDispatcher
from adapters.runtime import bot_app, calendar, garbage
from adapters.runtime.connection_limits import USUAL, ConnectionLimits
from adapters.runtime.http_server import HttpServer
from adapters.runtime.upkeep import Upkeep
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.telemetry import log
from adapters.wiping.worker import WipeWorker

AGAIN = 1.0
"""Seconds before a failed write is retried."""
WATCH = 1.0
"""Seconds between two health checks for the log."""


class AppRunner:
    """Runs channels, wiping, reminders and the web server concurrently."""

    def __init__(  # noqa: PLR0913 - each is passed by name
        self,
        services: SharedServices,
        channels: Sequence[Channel],
        listening: socket.socket,
        catch_up: float,
        *,
        collecting: bool = True,
        limits: ConnectionLimits = USUAL,
    ) -> None:
        """Build the process; nothing runs until `run` is called.

        Args:
            services: The services that all channels share.
            channels: The channels, already open.
            listening: A bound socket.
            catch_up: Seconds that a reminder may be late.
            collecting: Whether to collect garbage often, so that memory is freed and overwritten soon.
            limits: The limits of the web server's connections.
        """
        self._services = services
        self._channels = channels
        self._listening = listening
        self._collecting = collecting
        accounts = {channel.account: chats for channel in channels if (chats := channel.chats)}
        self._upkeep = Upkeep(services, accounts)
        self._wiping = WipeWorker(services.wipe_store, accounts, services.intervals.look)
        self._dispatcher = ReminderDispatcher(
            services.reminder_store, accounts, services.prompts, catch_up, services.intervals
        )
        self._alerting = AlertWorker(services.alarm_store, accounts, services.intervals.look)
        routes = [route for channel in channels for route in channel.routes]
        self._server = HttpServer(
            bot_app.app(services.wipe_store, services.reminder_store, services.health, routes), limits
        )

    async def run(self, stopping: asyncio.Event) -> None:
        """Run until `stopping` is set, then let work in progress finish."""
        await self._upkeep.look()
        await self._services.write_check.look()
        lasting = [asyncio.create_task(self._wiping.run()), asyncio.create_task(self._dispatcher.run())]
        lasting.append(asyncio.create_task(self._alerting.run()))
        lasting.append(asyncio.create_task(self._server.run_on(self._listening)))
        ending = [asyncio.create_task(self._receive(channel)) for channel in self._channels]
        ending.append(asyncio.create_task(self._services.deadlines.run()))
        ending.append(asyncio.create_task(self._services.ended.run(self._services.intervals.gather)))
        ending.append(asyncio.create_task(self._upkeep.run()))
        ending.append(asyncio.create_task(self._services.write_check.run()))
        ending.append(asyncio.create_task(self._services.health.watch(WATCH)))
        if self._collecting:  # before anything comes in, as objects that exist at this point are never collected
            ending.append(asyncio.create_task(garbage.collect(self._services.intervals.tidy)))
        ending.append(asyncio.create_task(self._learn()))
        try:
            await stopping.wait()
            log.event("stopping")
            await self._drain(ending)
            self._wiping.stop()
            self._server.stop()
            await ended(lasting, self._services.intervals.rest)
            if self._services.session.changed:
                with suppress(*DATABASE_UNAVAILABLE):
                    await self._services.session.scrub()
        finally:
            await ended([*ending, *lasting], 0.0)
            await self._services.user_queue.abandon()
            log.event("stopped")

    async def _receive(self, channel: Channel) -> None:
        """Run a channel, and restart it after an error. An error is logged, and doesn't affect other channels."""
        while True:
            try:
                await channel.run()
            except Exception as error:  # noqa: BLE001 - the bot must keep receiving after any error
                log.failure("receiver_failed", error, channel=channel.name)
            await asyncio.sleep(1)

    async def _learn(self) -> None:
        """Preload the public holidays, so that nobody waits for them. If that fails, they are looked up when needed."""
        with suppress(Exception):  # an exception here would make the shutdown fail, which awaits this task
            await calendar.learn()

    async def _drain(self, receiving: Sequence[asyncio.Task[None]]) -> None:
        """Stop receiving, and wait for turns to finish; before and after that, save what is only in memory."""
        clock, intervals = asyncio.get_running_loop().time, self._services.intervals
        end = clock() + intervals.drain
        self._dispatcher.stop()
        self._alerting.stop()
        written = asyncio.create_task(self._flushed())  # first, as they are only in memory
        await ended(receiving, 0.0)
        last = [channel.settle() for channel in self._channels]
        await ended([asyncio.create_task(one) for one in (*last, self._services.user_queue.join())], end - clock())
        await self._services.user_queue.abandon()
        await ended([written, asyncio.create_task(self._written())], end + intervals.writing - clock())

    async def _written(self) -> None:
        """Save what is only in memory; retry until the database accepts it."""
        while True:
            if await self._flushed():
                return
            await asyncio.sleep(AGAIN)

    async def _flushed(self) -> bool:
        """Save changed deadlines and finished checks; return whether that succeeded."""
        try:
            await self._services.deadlines.flush()
            await self._services.ended.flush()
        except DATABASE_UNAVAILABLE as error:
            log.event("database_unavailable", "warning", error=type(error).__name__)
            return False
        return True
