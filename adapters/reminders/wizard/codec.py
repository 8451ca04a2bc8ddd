"""Packs what a button carries into a few bytes.

1. They start with a version: a state made over other checks is refused, never misread.
2. The rest is one mixed-radix number (`MixedRadix`), so that every button has the same length whatever it carries.
"""

from adapters.reminders.wizard.actions import VALUES, WizardAction, WizardPress
from adapters.reminders.wizard.state import PAGES, WizardState
from bot.mixed_radix import MixedRadix

CHATS = 2**52
"""The absolute value of every chat id is less than this."""
THREADS = 2**31
"""Every topic id is less than this."""
_NAME = 16
_DIGITS = MixedRadix((len(WizardAction), VALUES, 2 * CHATS, THREADS, PAGES, 2 ** (4 * _NAME)))
_ACTIONS = tuple(WizardAction)
VERSION = 2
"""The number of bytes of a version."""
SIZE = VERSION + _DIGITS.size
"""The number of bytes of a packed state and press."""


def pack(version: bytes, state: WizardState, press: WizardPress) -> bytes:
    """Pack a state and a press.

    Args:
        version: `VERSION` bytes that differ if the checks to choose from differ.
        state: What the button is about.
        press: What it does.

    Raises:
        ValueError: A number is out of range, or the subject is no name.
    """
    subject = int(state.subject or "0", 16)
    row = (press.action.value, press.value, state.chat + CHATS, state.thread, state.page, subject)
    return version + _DIGITS.pack(row)


def unpack(version: bytes, packed: bytes) -> tuple[WizardState, WizardPress] | None:
    """Return what `pack` was given with this version, or None for bytes that it never returns."""
    digits = _DIGITS.unpack(packed[VERSION:]) if packed.startswith(version) else None
    if not digits:
        return None
    action, value, chat, thread, page, subject = digits
    name = f"{subject:0{_NAME}x}" if subject else ""
    return WizardState(name, chat - CHATS, thread, page), WizardPress(_ACTIONS[action], value)
