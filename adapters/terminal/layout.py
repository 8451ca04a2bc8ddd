"""Lays a screen out in lines of a terminal, with each tag as one character that no text contains. Pure."""

import re
import textwrap
from html import escape, unescape

from adapters.checks.screen import Button, Screen
from messages.markup import unfolded

MAX_WIDTH = 80
"""The most columns of a line; a narrower terminal has fewer."""
MARKS = {"<b>": "\ue000", "<i>": "\ue001", "</b>": "\ue002", "</i>": "\ue003"}
"""The character that stands for each tag while lines are wrapped, so that it hardly adds to the width."""
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


def text(screen: Screen) -> str:
    """Return the text of a screen, with its buttons below it, as HTML."""
    choices = "\n".join(map(choice, screen.buttons))
    return f"{screen.html}\n\n{choices}".strip()


def choice(button: Button) -> str:
    """Return the line of a button, with what to type for it, as HTML."""
    return f"{button.key}. {escape(button.label)}"


def lines(html: str, width: int | None, *, styled: bool = True) -> list[str]:
    """Return HTML as lines of text.

    Args:
        html: The HTML.
        width: The most characters of a line; None for lines that aren't wrapped.
        styled: Whether the tags are kept, as `MARKS`.
    """
    found = _LINK.sub(r"\2 (\1)", unfolded(html))
    for tag, mark in MARKS.items():
        found = found.replace(tag, mark if styled else "")
    return [line for part in unescape(found).split("\n") for line in _wrapped(part, width)]


def _wrapped(line: str, width: int | None) -> list[str]:
    if width is None:
        return [line]
    return textwrap.wrap(line, width, subsequent_indent="  " if line.startswith("• ") else "") or [""]
