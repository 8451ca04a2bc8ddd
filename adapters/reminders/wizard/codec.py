"""Packs the state of the wizard, together with the press that a button stands for, into a few bytes.

1. They start with a version: a state made over other checks is refused, never misread.
2. The rest is one mixed-radix number (`MixedRadix`), so that every button has the same length whatever was chosen.
"""

from adapters.reminders.wizard.actions import WizardAction, WizardPress, WizardScreen
from adapters.reminders.wizard.state import DAYS, MOST_CHECKS, PAGES, WizardState, day, number
from bot.mixed_radix import MixedRadix
from bot.schedule import WEEKS

CHATS = 2**52
"""The absolute value of every chat id is less than this."""
THREADS = 2**31
"""Every topic id is less than this."""
REMINDERS = 2**24
"""Every reminder's id is less than this."""
_WEEK = 7
_DIGITS = MixedRadix((
    len(WizardAction), DAYS, len(WizardScreen), 2 * CHATS, THREADS, 2, PAGES, REMINDERS + 1, MOST_CHECKS, 2**_WEEK,
    1440, len(WEEKS), 2, DAYS,
))  # fmt: skip
_ACTIONS, _SCREENS = tuple(WizardAction), tuple(WizardScreen)
VERSION = 2
"""The number of bytes of a version."""
SIZE = VERSION + _DIGITS.size
"""The number of bytes of a packed state and press."""


def pack(version: bytes, state: WizardState, press: WizardPress) -> bytes:
    """Pack a state and a press.

    Args:
        version: `VERSION` bytes that differ if the checks to choose from differ.
        state: The state of the wizard.
        press: What the button stands for.

    Raises:
        ValueError: An id is out of range.
    """
    return version + _DIGITS.pack(_row(state, press))


def unpack(version: bytes, packed: bytes) -> tuple[WizardState, WizardPress] | None:
    """Return what `pack` was given with this version, or None for bytes that it never returns."""
    digits = _DIGITS.unpack(packed[VERSION:]) if packed.startswith(version) else None
    return _read(digits) if digits else None


def _row(state: WizardState, press: WizardPress) -> tuple[int, ...]:
    weekdays = sum(1 << one for one in state.weekdays)
    chat = (state.chat + CHATS, state.thread, int(state.everywhere), state.page)
    reminder = 0 if state.reminder is None else state.reminder + 1
    chosen = (state.check, weekdays, state.minute, state.weeks - WEEKS.start, int(state.holidays_off))
    return (press.action.value, press.value, state.screen.value, *chat, reminder, *chosen, number(state.start))


def _read(digits: tuple[int, ...]) -> tuple[WizardState, WizardPress]:
    action, value, screen, chat, thread, everywhere, page, reminder, check, days, minute, weeks, off, start = digits
    state = WizardState(
        screen=_SCREENS[screen],
        chat=chat - CHATS,
        thread=thread,
        everywhere=bool(everywhere),
        page=page,
        reminder=reminder - 1 if reminder else None,
        check=check,
        weekdays=frozenset(one for one in range(_WEEK) if days >> one & 1),
        minute=minute,
        weeks=weeks + WEEKS.start,
        holidays_off=bool(off),
        start=day(start),
    )
    return state, WizardPress(_ACTIONS[action], value)
