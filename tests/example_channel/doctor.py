"""Checks Plein: the token and the clock."""

from collections.abc import AsyncIterator

from adapters.channels.clock_diagnosis import compared_clock
from adapters.channels.diagnosis import Diagnosis
from adapters.platforms.errors import PlatformError, TokenError
from tests.example_channel.api import Api
from tests.example_channel.settings import PleinSettings


async def examine(settings: PleinSettings) -> AsyncIterator[Diagnosis]:
    """Check everything, and yield each result."""
    api = Api(settings)
    try:
        await api.check()
        yield Diagnosis("PLEIN_TOKEN", "Plein knows it.")
    except TokenError:
        yield Diagnosis("PLEIN_TOKEN", "Plein doesn't know it. Create a new one there.", well=False)
    except PlatformError:
        yield Diagnosis("PLEIN_URL", "Plein can't be reached. Check the network, and PLEIN_URL.", well=False)
    finally:
        await api.close()
    async for found in compared_clock(settings.url):
        yield found
