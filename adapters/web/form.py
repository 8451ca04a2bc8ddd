"""Reads what a browser sends when a button on the page is pressed. Pure."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

KIND = "application/x-www-form-urlencoded"
"""The content type of a form."""
LARGEST = 8 * 1024
"""The most bytes of a form. One of ours has a few hundred."""
_MOST = 12
"""The most fields of a form, several times what the page has."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent. Any of it may be forged.

    Attributes:
        press: The payload of the pressed button, or of the one that led to the screen; empty for the way in.
        show: The name of a screen beside the check; empty for none.
        locale: The language that was chosen; empty if none was.
        leave: The payload of a button of a check that is left at once; empty if none is.
        first: Whether it is the first press in a check.
    """

    press: str = ""
    show: str = ""
    locale: str = ""
    leave: str = ""
    first: bool = False


def read(body: bytes) -> Form | None:
    """Return the form in this body; None if it is none.

    Of a field that comes more than once the last counts: a pressed button comes after what is hidden in the page.
    """
    try:
        fields = dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST))
    except ValueError:  # this, UnicodeDecodeError is one too
        return None
    texts = {name: fields.get(name, "") for name in ("press", "show", "locale", "leave")}
    return Form(**texts, first="first" in fields)
