"""Serve every configured channel until SIGTERM or SIGINT."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import replace

from adapters.channels.services import SharedServices
from adapters.cli import pages
from adapters.cli.channels import connected, shared
from adapters.cli.configuration import configured
from adapters.cli.errors import BadInputError
from adapters.cli.setup import loaded, need_channel, spoken
from adapters.concurrency.ending import ended
from adapters.concurrency.intervals import DEFAULT, Intervals
from adapters.config.settings import Settings
from adapters.runtime import release
from adapters.runtime.app_runner import AppRunner
from adapters.runtime.connection_limits import USUAL, ConnectionLimits, raise_descriptors
from adapters.runtime.termination import LEAVING, Termination, leave_within
from adapters.storage.errors import StorageError
from adapters.storage.session import Session
from adapters.telemetry import log
from messages.content import Content

CLOSING = 3.0
"""Seconds to wait for the database to close."""


def run(intervals: Intervals = DEFAULT, *, validating: bool = False) -> int:
    """Serve until SIGTERM or SIGINT, or only validate the settings and the texts.

    If no channel is configured, it serves the one that needs no settings, unless that is switched off.

    Raises:
        BadInputError: A setting, a text, the port, the database or a platform can't be used. Nothing was served.
    """
    given = configured()
    settings = replace(given, channels=given.channels or given.fallback, intervals=intervals)
    content = loaded(settings, settings.locale)
    spoken(settings, content)
    need_channel(settings, ", or use 'groomingcheck talk' for this terminal")
    if validating:
        return 0
    log.configure(settings.log_level)
    raise_descriptors()
    return asyncio.run(_until_signalled(settings, content))


@asynccontextmanager
async def assembled(
    settings: Settings, content: Content, limits: ConnectionLimits = USUAL
) -> AsyncIterator[tuple[SharedServices, AppRunner]]:
    """Build the bot, with its port, database and channels open for the duration of the block.

    Args:
        settings: The settings.
        content: The texts of all checks.
        limits: The limits of the web server's connections.

    Yields:
        The shared services, and the runner.

    Raises:
        BadInputError: The port is in use, or the database or a platform rejects its settings.
    """
    listening = _listen(settings)
    try:
        session = await Session.open(settings.database)
    except StorageError as error:
        listening.close()
        msg = f"GROOMINGCHECK_DATABASE_URL: {error}."
        raise BadInputError(msg) from error
    try:
        services = shared(settings, content, session)
        async with connected(settings.channels, services) as channels:
            pages.tell(settings, listening)
            runner = AppRunner(
                services, channels, listening, settings.catch_up, collecting=settings.overwriting, limits=limits
            )
            yield services, runner
    finally:
        await ended([asyncio.create_task(session.close())], CLOSING)


async def _until_signalled(settings: Settings, content: Content) -> int:
    termination = Termination()
    with suppress(asyncio.CancelledError):
        async with assembled(settings, content) as (_, runner):
            with termination.gently() as stopping:
                await runner.run(stopping)
    leave_within(LEAVING)
    return 0


def _listen(settings: Settings) -> socket.socket:
    try:
        [(family, kind, protocol, _, address), *_] = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM
        )
        with ExitStack() as undone:  # asyncio disables Nagle's algorithm only if the protocol is given
            listening = undone.enter_context(socket.socket(family, kind, protocol))
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(100)
            undone.pop_all()
    except (OSError, ValueError) as error:  # ValueError: the name can't be a host name at all
        where = f"{settings.host}:{settings.port}"
        why = error.strerror if isinstance(error, OSError) else "not a valid host name"
        msg = f"GROOMINGCHECK_HOST, GROOMINGCHECK_PORT: can't listen on {where}: {why}."
        raise BadInputError(msg) from error
    log.event("listening", port=listening.getsockname()[1], version=release.version(), commit=release.commit())
    if not settings.lasting:
        log.event("secret_is_random", "warning", setting="GROOMINGCHECK_SECRET")
    return listening
