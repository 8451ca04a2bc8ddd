"""Has the public holidays of these years listed in a process of its own, and keeps only the days.

The library that knows them loads every country's, which takes 12 MiB for as long as a process lives. A year that is
asked for and isn't listed is looked up as elsewhere.
"""

import asyncio
import datetime as dt
import os
import sys
from contextlib import suppress

from bot import public_holidays

YEARS = 3
"""How many years are listed, from this one on: what is asked for lies weeks or months ahead."""

PATIENCE = 60.0
"""Seconds that the other process may take."""


async def learn() -> None:
    """Learn the holidays of these years; where no other process can do that, the library is loaded in a thread."""
    first, found = dt.datetime.now(dt.UTC).year, dict[int, frozenset[dt.date]]()
    with suppress(OSError, ValueError):  # the first includes a timeout
        async with asyncio.timeout(PATIENCE):
            found = await _listed(first)
    for year, days in found.items():
        public_holidays.know(year, days)
    if first not in found:
        await asyncio.to_thread(public_holidays.holidays, first)


async def _listed(first: int) -> dict[int, frozenset[dt.date]]:
    # Without -P, a folder called adapters in the working directory would be run instead.
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", __name__, str(first)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for the bot
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
    with suppress(Exception):  # the bot may be gone by now, or finds out by itself what is wrong
        for listed in range(begun, begun + YEARS):
            sys.stdout.writelines(f"{day}\n" for day in public_holidays.holidays(listed))
        sys.stdout.flush()
    os._exit(0)  # or Python would write into the log that it could not flush this
