"""How much the page in a browser can carry: a page scrolls, and sets no limit."""

from messages.linting.limits import ChannelLimits

LIMITS = ChannelLimits(channel="Browser")
