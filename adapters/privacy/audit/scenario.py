"""The scenario of an audit: three users do a check; one finishes it, one breaks it off, and one abandons it."""

import asyncio
import secrets
from collections.abc import Mapping, Sequence

from adapters.channels.platform_driver import PlatformDriver, SimulatedUser
from adapters.privacy.audit.canaries import Canaries

CHECKS = 3
"""Checks on each platform."""
TIMEOUT = 60.0
"""Seconds that a screen may take to change."""
LIMIT = 40
"""The most presses of a whole check, which finished long before."""
BESIDE = ("opened_why", "opened_points", "reviewed")
"""The buttons that lead to a screen beside the way, by name. Each is pressed once in a check, where it first can be."""
ONWARD = ("began", "continued", "resumed", "concluded", "finished")
"""The buttons that lead on, by name."""
LABELS = (*BESIDE, *ONWARD, "stopped")
"""Every button that the scenario must know by its label, besides the answers."""
ABANDONED, BROKEN_OFF = 6, 4
"""Presses of an abandoned check, and of one that is broken off."""


class ScenarioError(Exception):
    """A check could not be run as it should. The text is the name of a platform, and what went wrong there."""


async def run(driver: PlatformDriver, canaries: Canaries, words: Mapping[str, str]) -> int:
    """Run the three checks and note their canaries.

    Args:
        driver: The platform.
        canaries: Where the canaries are noted.
        words: How the label of each of `LABELS` begins.

    Returns:
        How many buttons were pressed.

    Raises:
        ScenarioError: If a check can't be run.
        TimeoutError: If a screen doesn't appear in time.
    """
    finished = await _hold(driver, await _begin(driver, canaries), canaries, words, LIMIT)
    if finished == LIMIT:
        msg = f"{driver.name}: a check came to no end"
        raise ScenarioError(msg)
    breaking_off = await _begin(driver, canaries)
    broken_off = await _hold(driver, breaking_off, canaries, words, BROKEN_OFF)
    await _press(breaking_off, words["stopped"])
    canaries.saw(breaking_off.shown)
    abandoned = await _hold(driver, await _begin(driver, canaries), canaries, words, ABANDONED)
    return finished + broken_off + 1 + abandoned


async def _begin(driver: PlatformDriver, canaries: Canaries) -> SimulatedUser:
    user, typed = driver.new_user(), f"Getypt {secrets.token_hex(6)}"
    canaries.met(user, typed)
    async with asyncio.timeout(TIMEOUT):
        await user.begin(typed)
    return user


async def _hold(
    driver: PlatformDriver, user: SimulatedUser, canaries: Canaries, words: Mapping[str, str], limit: int
) -> int:
    """Press buttons until the check is finished, at most `limit` times; return how many were pressed."""
    beside = list(BESIDE)
    for count in range(limit):
        canaries.saw(user.shown)
        name, label = _next(driver, user, words, beside, count)
        if name in beside:
            beside.remove(name)
        await _press(user, label)
        if name == "finished":
            canaries.saw(user.shown)
            return _whole(driver, beside, count + 1)
    canaries.saw(user.shown)
    return limit


def _whole(driver: PlatformDriver, beside: Sequence[str], count: int) -> int:
    if beside:
        msg = f"{driver.name}: a check went by its {', '.join(beside)}"
        raise ScenarioError(msg)
    return count


def _next(
    driver: PlatformDriver, user: SimulatedUser, words: Mapping[str, str], beside: Sequence[str], count: int
) -> tuple[str, str]:
    """Return the name and the label of the button to press.

    That is one that leads to a screen beside the way, or one that leads on; or else answers take turns, without a name.
    """
    for name in (*(name for name in BESIDE if name in beside), *ONWARD):
        found = [label for label, _ in user.shown.buttons if label.startswith(words[name])]
        if found and (count or name in ONWARD):  # what is beside the first screen is so beside a later one, too
            return name, found[0]
    if not (answers := user.shown.answers):
        msg = f"{driver.name}: a screen had nothing to press"
        raise ScenarioError(msg)
    return "", answers[count % len(answers)]


async def _press(user: SimulatedUser, label: str) -> None:
    before = user.shown
    await user.press(label)
    async with asyncio.timeout(TIMEOUT):
        while user.shown == before:
            await asyncio.sleep(0.01)
