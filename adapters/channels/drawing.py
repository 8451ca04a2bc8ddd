"""Drawings of what a channel's app shows, for the preview and for the pictures in the documentation.

A channel draws the exact text, buttons or blocks that it would send, with its own templates and style sheet.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from adapters.checks.screen import Screen
from adapters.reminders.publisher import ReminderPost

SHARED = Path(__file__).parent / "templates"
"""The style sheet shared by all drawings of a phone."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language (`locale`, ISO 639-1) and the product's own words in it, as HTML by dotted key."""

    locale: str
    words: Mapping[str, Markup]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawing functions of a channel.

    Attributes:
        style: Its style sheet, all of whose rules are scoped to the channel's own class.
        screen: Draws a screen of a check, on a phone whose clock shows this time. The payload of each button is the
            address of the page that it opens. Returns None where the app would close its window instead.
        post: Draws a reminder as a team gets it; its button opens the address that is passed as its check. None if
            the channel has no teams.
        framed: The style sheet for pages drawn inside a frame; empty if there are none.
    """

    style: Path
    screen: Callable[[Screen, Language, str], Markup | None]
    post: Callable[[ReminderPost, Language], Markup] | None
    framed: str = ""


def environment(*folders: Path) -> Environment:
    """Return the Jinja environment for drawings, with the templates in these folders."""
    return Environment(
        loader=FileSystemLoader([*folders, SHARED]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
