"""Build the configured channels, and the services that they share."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from adapters.channels.descriptor import ConfiguredChannel
from adapters.channels.port import Channel, RejectedError
from adapters.channels.services import SharedServices
from adapters.cli.errors import BadInputError
from adapters.cli.setup import dialogue, spoken
from adapters.cli.uncollected import uncollected
from adapters.concurrency.ending import ended
from adapters.config.settings import Settings
from adapters.storage.session import Session
from messages.content import Content

CLOSING = 3.0
"""Seconds to wait for the channels to close."""


def shared(settings: Settings, content: Content, session: Session) -> SharedServices:
    """Return the services that all channels share, on this database."""
    return SharedServices.on(
        session,
        dialogue(settings, content),
        settings.idle,
        spoken(settings, content),
        zone=settings.zone,
        coordinators=settings.coordinators,
        intervals=settings.intervals,
        page=settings.page,
    )


@asynccontextmanager
async def connected(
    configured: Iterable[ConfiguredChannel], services: SharedServices
) -> AsyncIterator[tuple[Channel, ...]]:
    """Open these channels for the duration of the block. They receive nothing until they are run.

    Raises:
        BadInputError: A platform rejects its settings, such as a token.
    """
    with uncollected():  # this imports each SDK
        channels = tuple(one.connect(services) for one in configured)
    try:
        for channel in channels:
            await channel.open()
        yield channels
    except RejectedError as error:
        raise BadInputError(str(error)) from error
    finally:
        await ended([asyncio.create_task(channel.close()) for channel in channels], CLOSING)
