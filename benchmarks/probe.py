"""Make bare calls to a platform on loopback from a separate process, to measure a round trip without a bot.

The arguments are the HTTP library that the bot uses on this platform, and a URL. Each line of input is a number of
calls and the seconds to spread them over; for each, a line of JSON with the seconds of every call is printed.
"""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import httpx

_Post = Callable[[str], Awaitable[object]]


async def main(library: str, address: str) -> None:
    """Make calls until the input ends."""
    async with {"httpx": _httpx, "aiohttp": _aiohttp}[library]() as post:
        while line := await asyncio.to_thread(sys.stdin.readline):
            calls, spread = line.split()
            steps = (float(spread) * number / int(calls) for number in range(int(calls)))
            took = await asyncio.gather(*(_call(post, address, after) for after in steps))
            print(json.dumps(took), flush=True)


async def _call(post: _Post, address: str, after: float) -> float:
    await asyncio.sleep(after)
    before = time.perf_counter()
    await post(address)
    return time.perf_counter() - before


@asynccontextmanager
async def _httpx() -> AsyncIterator[_Post]:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(trust_env=False, limits=limits, timeout=60) as client:
        yield client.post


@asynccontextmanager
async def _aiohttp() -> AsyncIterator[_Post]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def post(address: str) -> None:
            async with session.post(address) as answer:
                await answer.read()

        yield post


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
