"""The limits of a terminal, as most people have it: 24 rows of 80 columns."""

from adapters.terminal.layout import MAX_WIDTH
from messages.linting.limits import ChannelLimits, ScreenLimits

_ROWS = 24
_OTHERS = 4
"""The rows of the buttons of a question besides its answers."""
_BETWEEN = 3
"""An empty row on each side of the buttons, and the row where somebody types."""

LIMITS = ChannelLimits(
    channel="Terminal",
    screen=ScreenLimits(columns=MAX_WIDTH, lines=_ROWS - _OTHERS - _BETWEEN, answer=1),
)
