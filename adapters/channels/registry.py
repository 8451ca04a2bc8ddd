"""The channels there are. A new one is a folder with a `descriptor.py`, and one line here."""

from importlib import import_module

from adapters.channels.descriptor import ChannelDescriptor
from messages.linting.limits import ChannelLimits

CHANNELS = [
    "adapters.slack",
    "adapters.telegram",
]


def descriptors() -> tuple[ChannelDescriptor, ...]:
    """Return the descriptor of every channel, without importing any SDK."""
    found = [import_module(f"{channel}.descriptor").DESCRIPTOR for channel in CHANNELS]
    return tuple(one for one in found if isinstance(one, ChannelDescriptor))


def limits() -> tuple[ChannelLimits, ...]:
    """Return the limits of every channel."""
    return tuple(descriptor.limits for descriptor in descriptors())


def wipeable() -> dict[str, float]:
    """Return the seconds after posting during which each channel can wipe a message, by its name."""
    return {descriptor.name: descriptor.wipeable for descriptor in descriptors()}
