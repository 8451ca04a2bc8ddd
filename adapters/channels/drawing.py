"""How the app of a channel shows what the bot sends it: for the preview, and for the pictures in the documentation.

A channel draws from the very text, buttons or blocks that it would send, with templates and a style sheet of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from adapters.checks.screen import Screen
from adapters.reminders.publisher import ReminderPost

SHARED = Path(__file__).parent / "templates"
"""The style sheet of what every phone has."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language and the product's own words in it, by dotted key, as HTML. `locale`: as ISO 639-1."""

    locale: str
    words: Mapping[str, Markup]


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a channel draws.

    Attributes:
        style: Its style sheet. Each rule of it is for what is inside an element of the channel's own class.
        screen: Draws a screen of a check, on a phone whose clock shows this. The payload of each button is the address
            of the page to which it leads. None where the app closes its window instead.
        post: Draws a reminder, as a team gets it; its button leads to the address that is given as its check. None
            where there are no teams.
        framed: The style sheet inside the pages that it draws, each in a frame of its own; empty if it draws none.
    """

    style: Path
    screen: Callable[[Screen, Language, str], Markup | None]
    post: Callable[[ReminderPost, Language], Markup] | None
    framed: str = ""


def environment(*folders: Path) -> Environment:
    """Return an environment that fills in the templates of these folders, as all drawings are made."""
    return Environment(
        loader=FileSystemLoader([*folders, SHARED]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
