"""Bare calls to a Telegram on loopback, from a process of its own: what a round trip takes, with no bot in it.

Run with an address; each line in, a number of calls and the seconds to spread them over, gives one line out: how many
seconds each call took, as JSON.
"""

import asyncio
import json
import sys
import time

import httpx


async def main(address: str) -> None:
    """Make calls as told, until there is nothing more to read."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(trust_env=False, limits=limits, timeout=60) as client:
        while line := await asyncio.to_thread(sys.stdin.readline):
            calls, spread = line.split()
            steps = (float(spread) * number / int(calls) for number in range(int(calls)))
            took = await asyncio.gather(*(_call(client, address, after) for after in steps))
            print(json.dumps(took), flush=True)


async def _call(client: httpx.AsyncClient, address: str, after: float) -> float:
    await asyncio.sleep(after)
    before = time.perf_counter()
    await client.post(address)
    return time.perf_counter() - before


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
