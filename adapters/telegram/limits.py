"""The limits of Telegram. Source of each number: https://core.telegram.org/bots/api, at the method named."""

from adapters.checks.button_mark import MARK
from adapters.checks.state_token import RUN, SEAL, Purpose
from bot.state import NUMBER
from messages.linting.limits import Carrier, ChannelLimits, ScreenLimits, WordLimit

_MESSAGE = 4096
"""#sendmessage, `text`: without markup, in UTF-16 code units."""
_TOAST = 200
"""#answercallbackquery, `text`."""
_SHORT_DESCRIPTION = 120
"""#setmyshortdescription."""
_DESCRIPTION = 512
"""#setmydescription."""
_COMMAND = 32
"""#botcommand, `command`."""
_COMMAND_DESCRIPTION = 256
"""#botcommand, `description`."""
WIPEABLE = 47 * 3600.0
"""#deletemessage: seconds after posting; Telegram allows 48 hours, of which one is kept in reserve."""
CALLBACK_DATA = 64
"""#inlinekeyboardbutton, `callback_data`: bytes."""
_PACKED_STATE = (CALLBACK_DATA - len(Purpose.CHECK) - MARK) * 3 // 4 - SEAL - RUN + NUMBER
"""The most bytes of state that fit once sealed and base64-encoded, after the character for the purpose."""
_SCREEN = ScreenLimits(columns=42, lines=18.8, answer=1.94)
"""On a phone of 375 by 667, of which a chat has 540: `make pictures` measures it, and a test compares it with this."""

LIMITS = ChannelLimits(
    channel="Telegram",
    message=_MESSAGE,
    command=_COMMAND,
    packed_state=_PACKED_STATE,
    screen=_SCREEN,
    words={
        **dict.fromkeys(
            ("chat.elsewhere", "chat.fault", "chat.later", "reminder.unsure"), WordLimit(Carrier.AROUND, _TOAST)
        ),
        "about.short": WordLimit(Carrier.AROUND, _SHORT_DESCRIPTION),
        "about.long": WordLimit(Carrier.AROUND, _DESCRIPTION),
        **dict.fromkeys(("command.", "plan.command"), WordLimit(Carrier.AROUND, _COMMAND_DESCRIPTION)),
    },
)
