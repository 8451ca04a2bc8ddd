"""Examples of ids of chats and people on each channel, as `channel:id`."""

from adapters.channels.registry import descriptors


def coordinators() -> str:
    """Return examples of coordinators, in the format of the setting."""
    return ",".join(f"{one.name}:{example}" for one in descriptors() if one.ids for example in one.ids.coordinators)


def subjects() -> str:
    """Return examples of what can be erased, as part of a sentence."""
    found = [f"{one.name}:{example}" for one in descriptors() if one.ids for example in one.ids.subjects]
    return " or ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))
