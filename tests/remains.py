"""What a process still holds of those who were there, told by a process in which nothing else has left anything."""

import asyncio
import gc
import json
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 300.0
"""Seconds that a crowd may take to come and go."""

Remains = dict[str, int]
"""How much is left, by name."""


async def of(crowd: str, *arguments: str) -> Remains:
    """Run `python -m tests.<crowd>`, and read what it says is left."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", f"tests.{crowd}", *arguments), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        out, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0
    left: Remains = json.loads(out.splitlines()[-1])
    return left


def objects() -> list[object]:
    """Give everything that is alive, what the bot has put aside for the garbage collector included."""
    gc.collect()
    gc.unfreeze()
    return gc.get_objects()


def held() -> Iterator[object]:
    """Give whatever any object holds."""
    for found in objects():
        yield from _held(found)


def sizes(kinds: Mapping[str, type]) -> Remains:
    """Measure what the objects of these kinds hold in an attribute, by its name without the underscore."""
    live = [found for found in objects() if isinstance(found, tuple(kinds.values()))]
    return {name: max(map(len, _values(live, kind, f"_{name}"))) for name, kind in kinds.items()}


def _values(live: list[object], kind: type, name: str) -> list[Collection[object]]:
    return [vars(one)[name] for one in live if type(one) is kind]


def _held(found: object) -> Iterator[object]:
    """Give what an object holds, through whatever the collector doesn't track by itself."""
    for one in gc.get_referents(found):
        yield one
        if isinstance(one, dict | tuple) and not gc.is_tracked(one):
            yield from _held(one)
