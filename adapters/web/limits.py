"""How much the page in a browser can carry: a page scrolls, and sets no limit.

That each shipped question is seen whole on a phone, with its tip and its answers, is measured by `make pictures`. Lines
can't be estimated for a review as they are for other channels: the question is larger, and each part has its margin.
"""

from messages.linting.limits import ChannelLimits

LIMITS = ChannelLimits(channel="Browser")
