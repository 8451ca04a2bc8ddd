"""Three people hold a check: one to its end, one breaks it off, and one walks away from it."""

import asyncio
import secrets
from collections.abc import Mapping

from adapters.audit.stage import Guest, Stage
from adapters.audit.trace import Trace

CHECKS = 3
"""Checks on each stage."""
PATIENCE = 60.0
"""Seconds that a screen may take to change."""
LONGEST = 40
"""Presses of a whole check, at most: it ends long before."""
SHORT, SHORTER = 6, 4
"""Presses of a check that somebody walks away from, and of one that is broken off."""


class PlayError(Exception):
    """A check could not be held as it should be. Its text is the name of a stage, and what was wrong there."""


async def play(stage: Stage, trace: Trace, words: Mapping[str, str]) -> int:
    """Hold the three checks, note in `trace` what they consisted of, and give how many buttons were pressed.

    `words`: the labels of the buttons that lead on: began, concluded, finished, stopped.
    """
    ends = await _hold(stage, await _begun(stage, trace), trace, words, LONGEST)
    if ends == LONGEST:
        msg = f"{stage.name}: a check came to no end"
        raise PlayError(msg)
    stops = await _begun(stage, trace)
    stopped = await _hold(stage, stops, trace, words, SHORTER)
    await _press(stops, words["stopped"])
    trace.saw(stops.shown)
    left = await _hold(stage, await _begun(stage, trace), trace, words, SHORT)
    return ends + stopped + 1 + left


async def _begun(stage: Stage, trace: Trace) -> Guest:
    guest, typed = stage.guest(), f"Getypt {secrets.token_hex(6)}"
    trace.met(guest, typed)
    async with asyncio.timeout(PATIENCE):
        await guest.begin(typed)
    return guest


async def _hold(stage: Stage, guest: Guest, trace: Trace, words: Mapping[str, str], most: int) -> int:
    """Press on until the check is finished, or so many times; give how many it were."""
    for count in range(most):
        trace.saw(guest.shown)
        label = _next(stage, guest, words, count)
        await _press(guest, label)
        if label == words["finished"]:
            trace.saw(guest.shown)
            return count + 1
    trace.saw(guest.shown)
    return most


def _next(stage: Stage, guest: Guest, words: Mapping[str, str], count: int) -> str:
    """Give the label to press: one that leads on, or an answer, now this one and now that one."""
    labels = {label for label, _ in guest.shown.buttons}
    leading = [words[name] for name in ("finished", "concluded", "began") if words[name] in labels]
    if not (found := leading or guest.shown.answers):
        msg = f"{stage.name}: a screen had nothing to press"
        raise PlayError(msg)
    return found[count % len(found)]


async def _press(guest: Guest, label: str) -> None:
    before = guest.shown
    await guest.press(label)
    async with asyncio.timeout(PATIENCE):
        while guest.shown == before:
            await asyncio.sleep(0.01)
