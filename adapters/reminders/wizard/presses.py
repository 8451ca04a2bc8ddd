"""The values of presses and their meaning, as pure functions."""

import datetime as dt
from hashlib import sha256

from adapters.reminders.wizard.actions import VALUES, WizardAction, WizardPress, WizardScreen
from adapters.storage.reminders import Destination
from bot.rhythm import Monthly, Once, Rhythm, Weekly

MARKS = 2**22
"""Every mark is less than this."""
FIRST_DAY = dt.date(2020, 1, 1)
"""The first day that can be chosen."""
DAYS = 2**14
"""The number of days that can be chosen: until 2064."""
WINDOWS = 32
"""The number of pages of days."""
DAY = 1440
"""Minutes in a day. As the time to change it means none, so that a time is added."""
MONTHLY, ONCE = 5, 6
"""Interval values other than a number of weeks: monthly, and once."""
FOREVER = 0
"""Pause value other than a number of weeks: until further notice."""
_SCREENS = tuple(WizardScreen)


def show(screen: WizardScreen, argument: int = 0) -> WizardPress:
    """Return the press that leads to a screen.

    Args:
        screen: The screen.
        argument: `LIST`: the page. `HOUR`: the time to change, in minutes, or `DAY`. `MINUTE`: the same, times 24, plus
            the hour. `START`, `SKIPS`: the page of days. `PROMPT`: the mark of a prompt.
    """
    return WizardPress(WizardAction.SHOW, argument * len(_SCREENS) + screen.value)


def shown(press: WizardPress) -> tuple[WizardScreen, int]:
    """Return the screen that a press opens, and its argument."""
    argument, screen = divmod(press.value, len(_SCREENS))
    return _SCREENS[screen], argument


def switched(action: WizardAction, item: int, *, on: bool) -> WizardPress:
    """Return a press that switches an item on or off; idempotent."""
    return WizardPress(action, item * 2 + on)


def switch(press: WizardPress) -> tuple[int, bool]:
    """Return the item that a press switches, and whether to on."""
    return press.value // 2, press.value % 2 == 1


def timed(old: int, new: int) -> WizardPress:
    """Return the press that replaces a time by another. Both in minutes; if `old` is `DAY`, a time is added."""
    return WizardPress(WizardAction.TIME, old * DAY + new)


def skipped(date: dt.date, window: int, *, on: bool) -> WizardPress:
    """Return the press that skips a day or no longer skips it, and stays on this page of days."""
    return switched(WizardAction.SKIP_DAY, number(date) * WINDOWS + window, on=on)


def mark(name: str) -> int:
    """Return a hash of a name. Among a hundred names, the probability of a collision is 1 in 1,000."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], "big") % MARKS


def place_mark(place: Destination) -> int:
    """Return the hash of a place."""
    return mark(f"{place.chat}:{place.thread}")


def interval(rhythm: Rhythm) -> int:
    """Return a rhythm's interval as the value of a press: a number of weeks, `MONTHLY` or `ONCE`."""
    match rhythm:
        case Weekly(_, weeks):
            return weeks
        case Monthly():
            return MONTHLY
        case Once():
            return ONCE


def number(date: dt.date) -> int:
    """Return a day as the number of days since `FIRST_DAY`, clamped to the range."""
    return max(0, min((date - FIRST_DAY).days, DAYS - 1))


def day(value: int) -> dt.date:
    """Reverse `number`; return the last day for a number out of range."""
    return FIRST_DAY + dt.timedelta(days=min(value, DAYS - 1))


def minutes(time: dt.time) -> int:
    """Return a time of day in minutes."""
    return time.hour * 60 + time.minute


def time(value: int) -> dt.time:
    """Return the time of day for this many minutes, modulo a day."""
    return dt.time(*divmod(value % DAY, 60))


assert max(DAYS * WINDOWS * 2, (DAY + 1) * DAY, MARKS * len(_SCREENS)) <= VALUES  # noqa: S101 - fails on import if wrong
