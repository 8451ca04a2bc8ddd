"""The channels there are. A new one is a folder with a `descriptor.py`, and one line here."""

from importlib import import_module

from adapters.channels.descriptor import ChannelDescriptor
from messages.linting.limits import ChannelLimits

CHANNELS = [
    "adapters.slack",
    "adapters.telegram",
    "adapters.web",
]


def descriptors() -> tuple[ChannelDescriptor, ...]:
    """Return the descriptor of every channel, without importing any SDK.

    Raises:
        TypeError: A channel's module has something else by that name, and could not be served.
    """
    return tuple(_descriptor(f"{channel}.descriptor") for channel in CHANNELS)


def _descriptor(module: str) -> ChannelDescriptor:
    found = import_module(module).DESCRIPTOR
    if not isinstance(found, ChannelDescriptor):
        msg = f"{module}: DESCRIPTOR is a {type(found).__name__}, and must be a ChannelDescriptor."
        raise TypeError(msg)
    return found


def limits() -> tuple[ChannelLimits, ...]:
    """Return the limits of every channel."""
    return tuple(descriptor.limits for descriptor in descriptors())


def wipeable() -> dict[str, float]:
    """Return the seconds after posting during which each channel that has chats can wipe a message, by its name."""
    return {one.name: one.wipeable for one in descriptors() if one.wipeable is not None}
