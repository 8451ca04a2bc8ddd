"""Compares this machine's clock with that of a platform."""

import time
from collections.abc import AsyncIterator

import httpx

from adapters.channels.diagnosis import Diagnosis
from adapters.platforms.http_client import http_client
from adapters.telemetry.clock import PART, difference, spoken
from adapters.telemetry.clock_skew import CLOCK_SKEW


async def compared_clock(url: str) -> AsyncIterator[Diagnosis]:
    """Compare the clocks if the platform sends the time. A platform that can't be reached is reported elsewhere."""
    try:
        async with http_client(url) as client:
            date = (await client.head(url)).headers.get("date", "")
    except (httpx.HTTPError, httpx.InvalidURL, OSError):
        return
    apart = difference(date, time.time())
    if apart is None:
        return
    if abs(apart) <= CLOCK_SKEW:
        yield Diagnosis(PART, "right.")
    else:
        yield Diagnosis(PART, f"{spoken(apart)}. Set it, and keep it in sync with NTP.", well=False)
