"""What a process still holds of people who were there, measured in a process where nothing else has left anything."""

import asyncio
import gc
import json
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 300.0
"""Seconds that a crowd may take to come and go."""

Remains = dict[str, int]
"""How much is left, by name."""


async def of(crowd: str, *arguments: str) -> Remains:
    """Run `python -m tests.support.<crowd>`, and return what it says is left."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", f"tests.support.{crowd}", *arguments), cwd=ROOT, stdout=asyncio.subprocess.PIPE
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
    """Return every live object, including those that the bot has frozen for the garbage collector."""
    gc.collect()
    gc.unfreeze()
    return gc.get_objects()


def held() -> Iterator[object]:
    """Yield whatever any object refers to."""
    for found in objects():
        yield from _held(found)


def sizes(kinds: Mapping[str, type]) -> Remains:
    """Return the sizes of the collections in the attributes of these classes' objects, by name without underscore."""
    live = [found for found in objects() if isinstance(found, tuple(kinds.values()))]
    return {name: max(map(len, _values(live, kind, f"_{name}"))) for name, kind in kinds.items()}


def _values(live: list[object], kind: type, name: str) -> list[Collection[object]]:
    return [vars(one)[name] for one in live if type(one) is kind]


def _held(found: object) -> Iterator[object]:
    """Yield what an object refers to, through whatever the collector doesn't track by itself."""
    for one in gc.get_referents(found):
        yield one
        if isinstance(one, dict | tuple) and not gc.is_tracked(one):
            yield from _held(one)
