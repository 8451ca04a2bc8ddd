"""Turn telephone numbers in a text into links that a phone can call. Pure functions."""

import re

from messages.linting.numbering_plan import digits, trouble

_NUMBER = re.compile(r"(?<![\w/=.,:@#&?+;-])(?:112|(?:\+|0)(?:[ -]?\d){6,14})(?![\w/@-]|[.:]\d)")
_MOST = 40
"""Maximum number of phone numbers per line."""


def dialled(html: str) -> str:
    """Return a line of HTML with links around phone numbers, unless it has links already."""
    return html if "<a " in html else _NUMBER.sub(_link, html, _MOST)


def _link(found: re.Match[str]) -> str:
    written = found[0]
    return written if trouble(written) else f'<a href="tel:{digits(written)}">{written}</a>'
