"""Draws screens as a terminal shows them, for the preview."""

from html import escape
from pathlib import Path

from markupsafe import Markup

from adapters.channels.drawing import Drawing, Language
from adapters.checks.screen import Button, Screen
from adapters.terminal.layout import MARKS, MAX_WIDTH, choice, lines

_STYLE = Path(__file__).parent / "templates" / "terminal.css"
_LINE = Markup('<a href="{}">{}</a>')


def drawing() -> Drawing:
    """Return the drawing functions for a terminal, which has no reminders."""
    return Drawing(_STYLE, _screen, None)


def _screen(screen: Screen, language: Language, _clock: str) -> Markup:
    text = Markup("\n").join(map(_styled, lines(screen.html, MAX_WIDTH)))
    buttons = Markup("\n").join(_LINE.format(one.payload, _button(one)) for one in screen.buttons)
    prompt = language.words["terminal.prompt"] if screen.buttons else Markup()
    return Markup('<pre class="seen">{}\n\n{}\n\n{}</pre>').format(text, buttons, prompt)


def _button(button: Button) -> Markup:
    return Markup("\n").join(map(_styled, lines(choice(button), MAX_WIDTH)))


def _styled(line: str) -> Markup:
    """Return a line as HTML. A tag may be closed on a later line than it is opened on."""
    shown = escape(line, quote=False)
    for tag, mark in MARKS.items():
        shown = shown.replace(mark, tag)
    return Markup(shown)  # noqa: S704 - everything but the tags is escaped
