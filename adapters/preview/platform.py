"""What a check is drawn on: each channel there is, and a terminal."""

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
    """Something to draw a check on.

    Attributes:
        name: The class of its drawings in a style sheet.
        limits: What it can carry, with its name as people write it.
        drawing: How it draws.
        phone: Whether it is drawn on a phone.
    """

    name: str
    limits: ChannelLimits
    drawing: Drawing
    phone: bool


def platforms() -> Sequence[Platform]:
    """Return every platform: those on a phone first, and of those first the ones whose screens have limits."""
    phones = [Platform(one.name, one.limits, one.drawing(), phone=True) for one in reversed(registry.descriptors())]
    phones.sort(key=lambda one: one.limits.screen is None)
    return [*phones, Platform("terminal", LIMITS, terminal.drawing(), phone=False)]


def style(found: Sequence[Platform]) -> str:
    """Return the style sheets of all of them as one."""
    return "".join(path.read_text() for path in (SHARED / "phone.css", *(one.drawing.style for one in found)))


def framed(found: Sequence[Platform]) -> Iterator[str]:
    """Yield the hash of each style sheet inside a frame, as a content security policy names what it allows."""
    for sheet in filter(None, (one.drawing.framed for one in found)):
        yield f"'sha256-{base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()}'"
