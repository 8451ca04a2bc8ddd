"""The scenario of an audit: of three users, one finishes a check, one stops it, and one abandons it."""

import asyncio
import secrets
from collections.abc import Mapping, Sequence

from adapters.channels.platform_driver import PlatformDriver, SimulatedUser
from adapters.privacy.audit.canaries import Canaries

CHECKS = 3
"""The number of checks on each platform."""
TIMEOUT = 60.0
"""Seconds within which a screen must change."""
LIMIT = 40
"""Maximum number of presses in a check; it normally finishes long before."""
BESIDE = ("opened_why", "opened_points", "reviewed")
"""The buttons that open a side screen, by name. Each is pressed once per check, at the first opportunity."""
ONWARD = ("began", "continued", "resumed", "concluded", "finished")
"""The buttons that continue the check, by name."""
LABELS = (*BESIDE, *ONWARD, "stopped")
"""Every button that the scenario recognises by its label; the others are answers."""
ABANDONED, BROKEN_OFF = 6, 4
"""The number of presses in an abandoned check, and in one that is stopped."""


class ScenarioError(Exception):
    """A check couldn't be run. The message has the platform's name and what went wrong."""


async def run(driver: PlatformDriver, canaries: Canaries, words: Mapping[str, str]) -> int:
    """Run the three checks and collect their canaries.

    Args:
        driver: The platform.
        canaries: Collects the canaries.
        words: The prefix of each label in `LABELS`.

    Returns:
        The number of buttons pressed.

    Raises:
        ScenarioError: A check can't be run.
        TimeoutError: A screen doesn't appear in time.
    """
    finished = await _hold(driver, await _begin(driver, canaries), canaries, words, LIMIT)
    if finished == LIMIT:
        msg = f"{driver.name}: a check didn't end"
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
        msg = f"{driver.name}: a check never offered {', '.join(beside)}"
        raise ScenarioError(msg)
    return count


def _next(
    driver: PlatformDriver, user: SimulatedUser, words: Mapping[str, str], beside: Sequence[str], count: int
) -> tuple[str, str]:
    """Return the name and the label of the button to press.

    That is a button that opens a side screen, or one that continues; otherwise each answer in turn, with an empty name.
    """
    for name in (*(name for name in BESIDE if name in beside), *ONWARD):
        found = [label for label, _ in user.shown.buttons if label.startswith(words[name])]
        if found and (count or name in ONWARD):  # the side screens of the first screen are also on later ones
            return name, found[0]
    if not (answers := user.shown.answers):
        msg = f"{driver.name}: a screen had no button"
        raise ScenarioError(msg)
    return "", answers[count % len(answers)]


async def _press(user: SimulatedUser, label: str) -> None:
    before = user.shown
    await user.press(label)
    async with asyncio.timeout(TIMEOUT):
        while user.shown == before:
            await asyncio.sleep(0.01)
