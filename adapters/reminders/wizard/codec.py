"""Pack a button's state and action into a few bytes.

1. They start with a version, so that a state made with another set of checks is rejected, not misread.
2. The rest is one mixed-radix number (`MixedRadix`), so that every button has the same length.
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
        version: `VERSION` bytes that depend on the available checks.
        state: The state.
        press: The action.

    Raises:
        ValueError: A number is out of range, or the subject isn't a valid name.
    """
    subject = int(state.subject or "0", 16)
    row = (press.action.value, press.value, state.chat + CHATS, state.thread, state.page, subject)
    return version + _DIGITS.pack(row)


def unpack(version: bytes, packed: bytes) -> tuple[WizardState, WizardPress] | None:
    """Reverse `pack`; return None for bytes that it can't have returned with this version."""
    digits = _DIGITS.unpack(packed[VERSION:]) if packed.startswith(version) else None
    if not digits:
        return None
    action, value, chat, thread, page, subject = digits
    name = f"{subject:0{_NAME}x}" if subject else ""
    return WizardState(name, chat - CHATS, thread, page), WizardPress(_ACTIONS[action], value)
