"""The limits of Plein."""

from adapters.checks.state_token import RUN, SEAL, Purpose
from messages.linting.limits import Carrier, ChannelLimits, WordLimit

WIPEABLE = 24 * 3600.0
"""Seconds after posting during which a message can be deleted."""
BUTTON = 75
"""Characters on a button."""
_MESSAGE = 5000
_LINE = 250
"""Characters of the line that acknowledges a press."""
_PAYLOAD = 80
_PACKED_STATE = (_PAYLOAD - len(Purpose.CHECK)) * 3 // 4 - SEAL - RUN
"""The most bytes of state that fit once sealed and base64-encoded, after the character for the purpose."""

LIMITS = ChannelLimits(
    channel="Plein",
    button=BUTTON,
    message=_MESSAGE,
    packed_state=_PACKED_STATE,
    words={"reminder.unsure": WordLimit(Carrier.AROUND, _LINE)},
)
