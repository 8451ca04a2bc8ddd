"""Lays out a screen as lines of a terminal, with a placeholder character for each tag. Pure."""

import re
import textwrap
from html import escape, unescape

from adapters.checks.screen import Button, Screen
from messages.markup import unfolded

MAX_WIDTH = 80
"""The most columns in a line, even if the terminal is wider."""
MARKS = {"<b>": "\ue000", "<i>": "\ue001", "</b>": "\ue002", "</i>": "\ue003"}
"""The placeholder for each tag while lines are wrapped, a character that no text contains."""
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


def text(screen: Screen) -> str:
    """Return the text of a screen as HTML, with its buttons below it."""
    choices = "\n".join(map(choice, screen.buttons))
    return f"{screen.html}\n\n{choices}".strip()


def choice(button: Button) -> str:
    """Return the line for a button as HTML, with the key to type for it."""
    return f"{button.key}. {escape(button.label)}"


def lines(html: str, width: int | None, *, styled: bool = True) -> list[str]:
    """Return HTML as lines of text.

    Args:
        html: The HTML.
        width: The most characters in a line; None for no wrapping.
        styled: Whether to keep the tags, as `MARKS`.
    """
    found = _LINK.sub(r"\2 (\1)", unfolded(html))
    for tag, mark in MARKS.items():
        found = found.replace(tag, mark if styled else "")
    return [line for part in unescape(found).split("\n") for line in _wrapped(part, width)]


def _wrapped(line: str, width: int | None) -> list[str]:
    if width is None:
        return [line]
    return textwrap.wrap(line, width, subsequent_indent="  " if line.startswith("• ") else "") or [""]
