"""Draws a message the way Plein shows it."""

from pathlib import Path

from markupsafe import Markup

from adapters.channels.drawing import Drawing, Language, environment
from adapters.checks.screen import Button, Screen
from adapters.reminders.publisher import ReminderPost
from tests.example_channel.api import content

_TEMPLATES = Path(__file__).parent / "templates"
_ENVIRONMENT = environment(_TEMPLATES)


def drawing() -> Drawing:
    """Return the drawing functions for Plein."""
    return Drawing(_TEMPLATES / "plein.css", _screen, _post)


def _screen(screen: Screen, _language: Language, _clock: str) -> Markup:
    return _drawn(screen)


def _drawn(screen: Screen) -> Markup:
    shown = content(screen)
    html = Markup(str(shown["html"]))  # noqa: S704 - it is HTML for Plein
    return Markup(  # noqa: S704 - the template escapes
        _ENVIRONMENT.get_template("plein.html.j2").render(html=html, buttons=shown["buttons"])
    )


def _post(post: ReminderPost, _language: Language) -> Markup:
    links = (post.page,) if post.page else ()
    return _drawn(Screen(post.html, (Button("1", post.label, post.check),), links=links))
