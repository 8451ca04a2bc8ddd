"""The limits of the page: none, as a page can be scrolled.

`make pictures` measures that each shipped question fits on a phone, with its tip and answers. A review can't estimate
lines as for other channels: the question is larger, and each part has a margin.
"""

from messages.linting.limits import ChannelLimits

LIMITS = ChannelLimits(channel="Browser")
