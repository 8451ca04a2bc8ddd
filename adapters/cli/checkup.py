"""The checks of `doctor` that don't depend on a platform: the database, settings, proxy and clock."""

import asyncio
import os
import stat
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from adapters.channels import registry
from adapters.channels.clock_diagnosis import compared_clock
from adapters.channels.diagnosis import Diagnosis
from adapters.config.environment import DOTENV
from adapters.config.settings import Settings
from adapters.platforms.network import network_reason
from adapters.platforms.proxies import proxy_for
from adapters.storage import database, reasons
from adapters.storage.errors import DATABASE_UNAVAILABLE, StorageError
from adapters.storage.session import Session
from messages.loading.organisation import Organisation

TIMEOUT = 5.0
"""Seconds within which a proxy must accept a connection."""
UNENCRYPTED = (
    "{host} serves the page over plain http to any machine that can reach this one. Set it to 127.0.0.1; or put a "
    "proxy with TLS in front, and set the page's public address. In a container, publish the port on 127.0.0.1 only."
)


async def examine(settings: Settings) -> AsyncIterator[Diagnosis]:
    """Run every check, and yield each result."""
    yield await _database(settings.database)
    for found in (*_dotenv(), *_settings(settings)):
        yield found
    async for examined in _proxy():
        yield examined
    if not settings.channels:  # otherwise each channel compares the clock with its own platform
        async for examined in _clock():
            yield examined
    elif not any(one.descriptor.home for one in settings.channels):
        yield Diagnosis("clock", "not checked: there is no platform to compare it with. Keep it in sync with NTP.")


async def _database(url: str) -> Diagnosis:
    """Open the database and write to it. Never create it: the file would belong to the user who runs `doctor`."""
    about = "GROOMINGCHECK_DATABASE_URL"
    if missing := _missing(about, url):
        return missing
    try:
        session = await Session.open(url, create=False)
    except StorageError as error:
        return Diagnosis(about, f"{error}. Correct the address, or fix the database.", well=False)
    try:
        await session.write()
    except DATABASE_UNAVAILABLE as error:
        text = f"can be read but not written: {reasons.reason(error)}. Is the disk full, or is it a standby?"
        return Diagnosis(about, text, well=False)
    finally:
        await session.close()
    return Diagnosis(about, "can be read and written.")


def _missing(about: str, url: str) -> Diagnosis | None:
    """Return whether a missing SQLite file could be created; None if it exists, or if the database is PostgreSQL."""
    path = Path(database.readable(url))
    if not url.startswith("sqlite") or path.exists():
        return None
    there = next(folder for folder in path.parents if folder.exists())
    if os.access(there, os.W_OK):
        return Diagnosis(about, f"{path} doesn't exist yet; the bot creates it when it starts.")
    text = f"{path} doesn't exist, and this user can't create it. Let this user write to {there}."
    return Diagnosis(about, text, well=False)


def _dotenv() -> Iterator[Diagnosis]:
    """Check who can read `.env`, which contains secrets. On Windows, a file's mode doesn't tell."""
    if os.name != "posix" or not DOTENV.exists():
        return
    if DOTENV.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        text = f"other users of this machine can open it, and it contains secrets. Run 'chmod 600 {DOTENV}'."
        yield Diagnosis(str(DOTENV), text, warns=True)
    else:
        yield Diagnosis(str(DOTENV), "only its owner can open it.")


def _settings(settings: Settings) -> Iterator[Diagnosis]:
    if settings.lasting:
        yield Diagnosis("GROOMINGCHECK_SECRET", "set; checks under way survive a restart.")
    else:
        text = "not set: a restart ends checks under way. Set it to the output of 'openssl rand -hex 32'."
        yield Diagnosis("GROOMINGCHECK_SECRET", text, well=not settings.channels, warns=True)
    yield from _contacts(settings.organisation)
    yield _coordinators(settings)
    if any(one.exposed(settings.host) for one in settings.channels or settings.fallback):
        yield Diagnosis("GROOMINGCHECK_HOST", UNENCRYPTED.format(host=settings.host), warns=True)


def _contacts(organisation: Organisation) -> Iterator[Diagnosis]:
    named = {
        "GROOMINGCHECK_MELDPUNT": (organisation.meldpunt, "where to report"),
        "GROOMINGCHECK_ACHTERWACHT": (organisation.achterwacht, "whom to call"),
    }
    if not any(value for value, _ in named.values()):
        text = "neither is set: a worker alone at night is told to ask a manager where to report and whom to call."
        yield Diagnosis(" and ".join(named), f"{text} Set each to one line: a name and a number.", warns=True)
        return
    for about, (value, what) in named.items():
        yield Diagnosis(about, "set." if value else f"not set; workers are told to ask their manager {what}.")


def _coordinators(settings: Settings) -> Diagnosis:
    about, served = "GROOMINGCHECK_COORDINATORS", {one.descriptor.name for one in settings.channels}
    lost = sorted({name.partition(":")[0] for name in settings.coordinators} - served)
    if lost and served:
        text = f"names people on a platform that isn't configured: {', '.join(lost)}. Set its token, or remove them."
        return Diagnosis(about, text, well=False)
    count = len(settings.coordinators)
    return Diagnosis(about, f"{count} named." if count else "empty: nobody can set up reminders.")


async def _proxy() -> AsyncIterator[Diagnosis]:
    """Check that each proxy accepts connections. What it lets through shows when the platforms are checked."""
    found = {proxy for one in registry.descriptors() if one.home and (proxy := proxy_for(one.home))}
    if not found:
        yield Diagnosis("proxy", "none is set.")
    for proxy in found:
        parts = urlsplit(proxy)
        usual = 443 if parts.scheme == "https" else 80
        try:
            async with asyncio.timeout(TIMEOUT):
                _, writer = await asyncio.open_connection(parts.hostname, parts.port or usual)
        except OSError as failed:
            text = f"can't be reached: {network_reason(failed)}. Correct HTTPS_PROXY, or start the proxy."
            yield Diagnosis("proxy", text, well=False)
        else:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
            yield Diagnosis("proxy", "accepts connections.")


async def _clock() -> AsyncIterator[Diagnosis]:
    """Compare the clock with that of the first platform that answers."""
    for home in filter(None, (one.home for one in registry.descriptors())):
        compared = [found async for found in compared_clock(home)]
        if compared:
            for found in compared:
                yield found
            return
    yield Diagnosis("clock", "not checked: no platform can be reached to compare it with.")
