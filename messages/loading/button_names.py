"""The buttons with a letter of their own, and their names in the texts."""

from collections.abc import Mapping

from bot.events import (
    GLOSSARY,
    HELP,
    POINTS,
    PRIVACY,
    WHY,
    Began,
    Concluded,
    Continued,
    Event,
    Finished,
    Opened,
    Resumed,
    Reviewed,
    Stopped,
    WentBack,
)

_CONTINUED = "continued"
_NAMES: Mapping[Event, str] = {
    Began(): "began",
    Resumed(): "resumed",
    WentBack(): "went_back",
    Reviewed(): "reviewed",
    Concluded(): "concluded",
    Stopped(): "stopped",
    Finished(): "finished",
    Opened(WHY): "opened_why",
    Opened(HELP): "opened_help",
    Opened(POINTS): "opened_points",
    Opened(PRIVACY): "opened_privacy",
    Opened(GLOSSARY): "opened_glossary",
}
BUTTON_NAMES = (*_NAMES.values(), _CONTINUED)
"""Names under [button] in the general texts. All other buttons are numbered."""


def button_name(event: Event) -> str | None:
    """Return the name of this event's button, or None if it is numbered."""
    return _CONTINUED if isinstance(event, Continued) else _NAMES.get(event)
