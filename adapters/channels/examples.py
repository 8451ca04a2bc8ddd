"""Examples of how a chat or a person on each channel is named: the channel's name, a colon, and an id there."""

from adapters.channels.registry import descriptors


def coordinators() -> str:
    """Return examples of who may set up reminders, as the setting lists them."""
    return ",".join(f"{one.name}:{example}" for one in descriptors() if one.ids for example in one.ids.coordinators)


def subjects() -> str:
    """Return examples of what can be erased, as a sentence lists them."""
    found = [f"{one.name}:{example}" for one in descriptors() if one.ids for example in one.ids.subjects]
    return " or ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))
