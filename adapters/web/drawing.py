"""Draw a phone's browser with the page: the actual page, in an iframe."""

import re

from markupsafe import Markup

from adapters.channels.drawing import Drawing, Language, environment
from adapters.checks.screen import CheckOutcome, Screen
from adapters.web.frame import STYLE, TEMPLATES
from adapters.web.page import PageWriter, WebPage
from adapters.web.settings import EXIT

ADDRESS = "check.example.org"
"""The text in the address bar."""
MINUTES = 15.0
"""The idle time that a drawn page mentions."""
_ENVIRONMENT = environment(TEMPLATES)
_DRAWN = STYLE.replace("system-ui", "Roboto,system-ui")
"""The style sheet of the page on a phone, with the phone's font."""
_SENT = re.compile(
    r'<input type="hidden"[^>]*>\n?|<script>.*?</script>\n?|<meta http-equiv[^>]*>\n?|<link rel="icon"[^>]*>\n?',
    re.DOTALL,
)
"""Matches elements that send or load something, or navigate automatically."""
_BUTTON = re.compile(r'name="\w+" value="[^"]*"')
_PRESS = re.compile(r'name="press" value="')


def drawing() -> Drawing:
    """Return the drawing of a browser. It has no reminders."""
    return Drawing(TEMPLATES / "web.css", _screen, None, _DRAWN)


def led(html: str) -> str:
    """Return this page like `unsent`, with buttons as links to the addresses in their payloads."""
    return unsent(_PRESS.sub('formaction="', html))


def unsent(html: str) -> str:
    """Return this page as a phone shows it, without anything that sends or loads."""
    html = _SENT.sub("", html).replace(STYLE, _DRAWN).replace('method="post"', 'target="_top"')
    return _BUTTON.sub('type="button"', html).replace("<head>", '<head>\n<base target="_blank">')


def _screen(screen: Screen, language: Language, clock: str) -> Markup:
    writer = PageWriter({language.locale: language.words}, EXIT, MINUTES)
    page = writer.write(WebPage(screen, language.locale, way_in=screen.outcome is CheckOutcome.STARTED))
    shown = {"page": led(page), "title": str(language.words["web.title"]), "address": ADDRESS, "clock": clock}
    return Markup(_ENVIRONMENT.get_template("browser.html.j2").render(**shown, phone=bool(clock)))  # noqa: S704
