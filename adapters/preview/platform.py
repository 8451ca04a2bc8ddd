"""The platforms that a check is drawn on: every channel, and a terminal."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.channels import registry
from adapters.channels.drawing import SHARED, Drawing
from adapters.terminal import drawing as terminal
from adapters.terminal.limits import LIMITS
from messages.linting.limits import ChannelLimits


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform to draw a check on.

    Attributes:
        name: The CSS class of its drawings.
        limits: Its limits, and its name for people.
        drawing: How to draw it.
        phone: Whether it is drawn on a phone.
    """

    name: str
    limits: ChannelLimits
    drawing: Drawing
    phone: bool


def platforms() -> Sequence[Platform]:
    """Return every platform: first those on a phone whose screens have limits, then other phones, then the rest."""
    phones = [Platform(one.name, one.limits, one.drawing(), phone=True) for one in reversed(registry.descriptors())]
    phones.sort(key=lambda one: one.limits.screen is None)
    return [*phones, Platform("terminal", LIMITS, terminal.drawing(), phone=False)]


def style(found: Sequence[Platform]) -> str:
    """Return the combined style sheets."""
    return "".join(path.read_text() for path in (SHARED / "phone.css", *(one.drawing.style for one in found)))


def framed(found: Sequence[Platform]) -> Iterator[str]:
    """Yield the hash of each style sheet in an iframe, as a source for the Content-Security-Policy."""
    for sheet in filter(None, (one.drawing.framed for one in found)):
        yield f"'sha256-{base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()}'"
