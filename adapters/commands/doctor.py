"""Look at every chat platform that is configured as it is now, and print a line for each thing found."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime

import httpx

from adapters import log
from adapters.commands import BadInputError
from adapters.commands.setup import configured, loaded
from adapters.finding import Finding
from adapters.settings import Settings
from adapters.slack import doctor as slack
from adapters.slack.setting import groups
from adapters.telegram import doctor as telegram

FOUND = 1
"""Exit status when something is wrong."""
APART = 60.0
"""Seconds that two clocks may be apart: what Slack signs is good for five minutes."""


def run(address: str | None) -> int:
    """Write the lines. `address`: public, where Slack delivers, without a path; None: it isn't looked at."""
    settings = configured()
    if not (settings.slack or settings.telegram):
        msg = "no chat platform is configured. Set TELEGRAM_BOT_TOKEN or SLACK_BOT_TOKEN."
        raise BadInputError(msg)
    if not sys.stdout:
        msg = "the findings need an output, and it is closed."
        raise BadInputError(msg)
    locales = len(loaded(settings, settings.locale).words)
    log.configure("error")
    return asyncio.run(_print(settings, locales, address))


async def _print(settings: Settings, locales: int, address: str | None) -> int:
    well = True
    async for channel, finding in _findings(settings, locales, address):
        well = well and finding.well
        sys.stdout.write(f"{'ok   ' if finding.well else 'WRONG'} {channel}: {finding.about}: {finding.told}\n")
        sys.stdout.flush()
    return 0 if well else FOUND


async def _findings(settings: Settings, locales: int, address: str | None) -> AsyncIterator[tuple[str, Finding]]:
    if settings.slack:
        async for finding in slack.examine(
            settings.slack, locales, address, groups=bool(groups(settings.coordinators))
        ):
            yield "Slack", finding
        async for finding in _clock(settings.slack.api_url):
            yield "Slack", finding
    if settings.telegram:
        async for finding in telegram.examine(settings.telegram):
            yield "Telegram", finding
        async for finding in _clock(settings.telegram.api_url):
            yield "Telegram", finding


async def _clock(url: str) -> AsyncIterator[Finding]:
    """Hold our clock against the platform's, if it tells the time; that it is away was told already."""
    try:
        async with httpx.AsyncClient() as client:
            answer = await client.head(url)
        apart = time.time() - parsedate_to_datetime(answer.headers.get("date", "")).timestamp()
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):
        return
    if abs(apart) <= APART:
        yield Finding("clock", "right.")
    else:
        told = f"{abs(apart):.0f} seconds {'ahead' if apart > 0 else 'behind'}. Set it, and have it kept by NTP."
        yield Finding("clock", told, well=False)
