"""Compute public holidays in a separate process, and keep only the dates.

The library `holidays` loads every country, and its 12 MiB are never freed. Other years are computed in this process
when they are needed.
"""

import asyncio
import datetime as dt
import os
import sys
from contextlib import suppress

from bot import public_holidays

YEARS = 3
"""The number of years, starting with the current one; dates are needed weeks or months ahead."""

PATIENCE = 60.0
"""Timeout of the other process, in seconds."""


async def learn() -> None:
    """Compute and store the holidays of these years; if no process can be started, load the library in a thread."""
    first, found = dt.datetime.now(dt.UTC).year, dict[int, frozenset[dt.date]]()
    with suppress(OSError, ValueError):  # OSError includes a timeout
        async with asyncio.timeout(PATIENCE):
            found = await _listed(first)
    for year, days in found.items():
        public_holidays.know(year, days)
    if first not in found:
        await asyncio.to_thread(public_holidays.holidays, first)


async def _listed(first: int) -> dict[int, frozenset[dt.date]]:
    # Without -P, it would run a folder named adapters in the working directory.
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", __name__, str(first)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is meant for the bot
    )
    try:
        told, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    days = [dt.date.fromisoformat(day) for day in told.decode().split()]
    return {year: frozenset(day for day in days if day.year == year) for year in {day.year for day in days}}


if __name__ == "__main__":
    begun = int(sys.argv[1])
    with suppress(Exception):  # the bot may have ended, or it notices the failure itself
        for listed in range(begun, begun + YEARS):
            sys.stdout.writelines(f"{day}\n" for day in public_holidays.holidays(listed))
        sys.stdout.flush()
    os._exit(0)  # otherwise Python logs that it couldn't flush stdout
