"""Looks at the page in a browser as it is set."""

from collections.abc import AsyncIterator

from adapters.channels.diagnosis import Diagnosis
from adapters.web.settings import WebSettings


async def examine(settings: WebSettings) -> AsyncIterator[Diagnosis]:
    """Yield what was found."""
    yield Diagnosis("GROOMINGCHECK_WEB", f"The page is on{'' if settings.url else ', at an address that is not set'}.")
