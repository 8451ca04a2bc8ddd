"""Parse the form that a browser sends when a button is pressed. Pure functions."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

KIND = "application/x-www-form-urlencoded"
"""The content type of a form."""
LARGEST = 8 * 1024
"""Maximum size of a form, in bytes. The page's own forms have a few hundred."""
_MOST = 12
"""Maximum number of fields in a form, several times what the page has."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form. Any of it may be forged.

    Attributes:
        press: The payload of the pressed button, or of the one that led to the screen; empty for the first page.
        show: The name of a side screen; empty for none.
        locale: The chosen language; empty if none was chosen.
        leave: The payload of any button of a check that is left with the exit button; empty otherwise.
        first: Whether it is the first press in a check.
    """

    press: str = ""
    show: str = ""
    locale: str = ""
    leave: str = ""
    first: bool = False


def read(body: bytes) -> Form | None:
    """Parse the form in this body; return None if it is invalid.

    If a field is repeated, the last value counts: the pressed button comes after hidden fields.
    """
    try:
        fields = dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST))
    except ValueError:  # including UnicodeDecodeError
        return None
    texts = {name: fields.get(name, "") for name in ("press", "show", "locale", "leave")}
    return Form(**texts, first="first" in fields)
