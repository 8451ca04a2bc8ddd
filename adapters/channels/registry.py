"""All channels. A new one takes a folder with a `descriptor.py`, and one line here."""

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
        TypeError: `DESCRIPTOR` in a channel's module isn't a `ChannelDescriptor`.
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
    """Return the seconds after posting during which a message can be wiped, for each channel that has chats."""
    return {one.name: one.wipeable for one in descriptors() if one.wipeable is not None}
