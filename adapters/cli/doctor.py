"""Check the bot and every configured chat platform, and print a line per result."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import replace

from adapters.channels import registry
from adapters.channels.diagnosis import ADDRESS, Diagnosis, DoctorRequest
from adapters.cli import checkup
from adapters.cli.configuration import configured
from adapters.cli.errors import BadInputError
from adapters.cli.public_address import checked
from adapters.cli.setup import dialogue, loaded, spoken
from adapters.config.settings import Settings
from adapters.telemetry import log

FOUND = 1
"""Exit status when something is wrong."""
UNSEEN = "not checked: it is only used by {titles} over HTTP, which isn't configured or doesn't work."


def run(address: str | None) -> int:
    """Print the results; return the exit status. `address`: the bot's public URL without a path; None to skip it."""
    given = checked(address, loopback=True)
    settings = configured()
    if not sys.stdout:
        msg = "can't write the results: standard output is closed."
        raise BadInputError(msg)
    log.configure("error")
    return asyncio.run(_print(settings, given))


async def _print(settings: Settings, address: str | None) -> int:
    well = True
    async for found in _examine(settings, address):
        well = well and found.well
        sys.stdout.write(f"{found.mark:<5} {found.about}: {found.text}\n")
        sys.stdout.flush()
    return 0 if well else FOUND


async def _examine(settings: Settings, address: str | None) -> AsyncIterator[Diagnosis]:
    async for found in checkup.examine(settings):
        yield found
    try:
        content = loaded(settings, settings.locale)
    except BadInputError as faults:
        text = f"{faults.lines[0]} 'groomingcheck review' lists every fault."
        yield Diagnosis("texts", text, well=False)
        return
    yield Diagnosis("texts", "they can be used.")
    try:
        locale = spoken(settings, content)
    except BadInputError as unknown:
        yield Diagnosis("GROOMINGCHECK_LOCALE", unknown.lines[0].partition(": ")[2], well=False)
        return
    if locale != settings.locale:
        text = f"no enabled check is available in {settings.locale}; everything is in {locale}."
        yield Diagnosis("GROOMINGCHECK_LOCALE", text)
    request = DoctorRequest(dialogue(settings, content), locale, address, settings.coordinators, settings.page)
    async for found in _platforms(settings, request):
        yield found


async def _platforms(settings: Settings, request: DoctorRequest) -> AsyncIterator[Diagnosis]:
    looked = False
    for channel in settings.channels:
        async for found in channel.examine(request):
            looked = looked or found.about == ADDRESS
            yield replace(found, about=f"{channel.descriptor.title}: {found.about}")
    if not settings.channels:
        tokens = " or ".join(one.token for one in registry.descriptors())
        alone = not any(one.exposed(settings.host) for one in settings.fallback)
        page = f"the web page, {'on this machine only' if alone else 'over plain http'}"
        served = page if settings.fallback else "nothing"
        text = f"none is configured, so 'groomingcheck serve' serves {served}. To serve others, set {tokens}."
        yield Diagnosis("platforms", text)
    if request.address and not looked:
        titles = " and ".join(one.title for one in registry.descriptors() if one.manifest)
        yield Diagnosis("--url", UNSEEN.format(titles=titles), warns=True)
