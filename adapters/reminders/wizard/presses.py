"""What the value of each press means. Pure."""

import datetime as dt
from hashlib import sha256

from adapters.reminders.wizard.actions import VALUES, WizardAction, WizardPress, WizardScreen
from adapters.storage.reminders import Destination
from bot.rhythm import Monthly, Once, Rhythm, Weekly

MARKS = 2**22
"""Every mark is less than this."""
FIRST_DAY = dt.date(2020, 1, 1)
"""No day before this one can be chosen."""
DAYS = 2**14
"""The number of days, from the first on, that can be chosen: until 2064."""
WINDOWS = 32
"""The number of windows of days that can be turned to."""
DAY = 1440
"""Minutes in a day; as the time that is to be changed: none, so that another one is added."""
MONTHLY, ONCE = 5, 6
"""As the interval in weeks: every month, and on one day only."""
FOREVER = 0
"""As a number of weeks: until further notice."""
_SCREENS = tuple(WizardScreen)


def show(screen: WizardScreen, argument: int = 0) -> WizardPress:
    """Return the press that leads to a screen.

    Args:
        screen: The screen.
        argument: `LIST`: the page. `HOUR`: the time to change, in minutes, or `DAY`. `MINUTE`: the same, times 24, plus
            the hour. `START`, `SKIPS`: the window of days. `PROMPT`: the mark of a prompt.
    """
    return WizardPress(WizardAction.SHOW, argument * len(_SCREENS) + screen.value)


def shown(press: WizardPress) -> tuple[WizardScreen, int]:
    """Return the screen that a press leads to, and its argument."""
    argument, screen = divmod(press.value, len(_SCREENS))
    return _SCREENS[screen], argument


def switched(action: WizardAction, item: int, *, on: bool) -> WizardPress:
    """Return a press that switches an item on or off, however often it is made."""
    return WizardPress(action, item * 2 + on)


def switch(press: WizardPress) -> tuple[int, bool]:
    """Return the item that a press switches, and whether on."""
    return press.value // 2, press.value % 2 == 1


def timed(old: int, new: int) -> WizardPress:
    """Return the press that puts a time in the place of another. Both in minutes; `old`: `DAY` adds one."""
    return WizardPress(WizardAction.TIME, old * DAY + new)


def skipped(date: dt.date, window: int, *, on: bool) -> WizardPress:
    """Return the press that leaves a day out, or doesn't any more, and stays at this window of days."""
    return switched(WizardAction.SKIP_DAY, number(date) * WINDOWS + window, on=on)


def mark(name: str) -> int:
    """Return a number that stands for a name: among a hundred, two share one once in a thousand times."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], "big") % MARKS


def place_mark(place: Destination) -> int:
    """Return the number that stands for a place."""
    return mark(f"{place.chat}:{place.thread}")


def interval(rhythm: Rhythm) -> int:
    """Return how often a reminder comes, as the value of a press: the weeks, or `MONTHLY`, or `ONCE`."""
    match rhythm:
        case Weekly(_, weeks):
            return weeks
        case Monthly():
            return MONTHLY
        case Once():
            return ONCE


def number(date: dt.date) -> int:
    """Return a day as a number: days since `FIRST_DAY`, clamped to the range."""
    return max(0, min((date - FIRST_DAY).days, DAYS - 1))


def day(value: int) -> dt.date:
    """Return the day that `number` returned this number for; the last one for anything else."""
    return FIRST_DAY + dt.timedelta(days=min(value, DAYS - 1))


def minutes(time: dt.time) -> int:
    """Return a time of day as minutes."""
    return time.hour * 60 + time.minute


def time(value: int) -> dt.time:
    """Return the time of day after this many minutes, which may be more than a day's."""
    return dt.time(*divmod(value % DAY, 60))


assert max(DAYS * WINDOWS * 2, (DAY + 1) * DAY, MARKS * len(_SCREENS)) <= VALUES  # noqa: S101 - known at once
