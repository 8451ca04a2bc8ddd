"""Draws what the page shows, for the preview."""

from markupsafe import Markup

from adapters.channels.drawing import Drawing, Language
from adapters.checks.screen import Screen
from adapters.web.page import TEMPLATES


def drawing() -> Drawing:
    """Return how the page draws. It has no reminders."""
    return Drawing(TEMPLATES / "page.css", _screen, None)


def _screen(_screen: Screen, _language: Language, _clock: str) -> Markup | None:
    return None
