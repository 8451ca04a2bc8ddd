"""The limits of a standard terminal: 24 rows of 80 columns."""

from adapters.terminal.layout import MAX_WIDTH
from messages.linting.limits import ChannelLimits, ScreenLimits

_ROWS = 24
_OTHERS = 4
"""The rows taken up by a question's buttons other than its answers."""
_BETWEEN = 3
"""An empty row above and below the buttons, and the input row."""

LIMITS = ChannelLimits(
    channel="Terminal",
    screen=ScreenLimits(columns=MAX_WIDTH, lines=_ROWS - _OTHERS - _BETWEEN, answer=1),
)
