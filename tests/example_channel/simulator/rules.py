"""Plein's rules for messages, and its refusals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

TAG = re.compile(r'</?[bi]>|<a href="https://[^"<>\s]+">|</a>')
LONGEST, MOST_BUTTONS, LONGEST_LABEL, LARGEST_PAYLOAD, LONGEST_LINE = 5000, 40, 75, 80, 250
"""UTF-16 units of a text; buttons; characters of a label; bytes of a payload; characters of an acknowledgement."""


class Refusal(Exception):  # noqa: N818 - named as on the platform
    """A call is refused. `status`: the HTTP status; `word`: the reason."""

    def __init__(self, status: int, word: str) -> None:
        """Store both."""
        super().__init__(word)
        self.status = status
        self.word = word


@dataclass(frozen=True)
class Button:
    """A button below a message. `payload`: empty if it opens an address instead; `heavy`: whether it stands out."""

    label: str
    payload: str
    heavy: bool
    address: str = ""


def content(body: object) -> tuple[str, tuple[Button, ...]]:
    """Return the text and the buttons of a message, as the bot sent them."""
    match body:
        case {"html": str(html), "buttons": list(buttons), **rest} if not rest:
            _check_text(html)
            found = tuple(map(_button, buttons))
            _check_buttons(found)
            return html, found
        case _:
            raise Refusal(400, "bad_body")


def line(body: object) -> str | None:
    """Return the line that acknowledges a press; None if there is none."""
    match body:
        case {"line": None}:
            return None
        case {"line": str(found)} if 0 < len(found) <= LONGEST_LINE:
            return found
        case _:
            raise Refusal(400, "bad_line")


def _button(button: object) -> Button:
    match button:
        case {"label": str(label), "payload": str(payload), "weight": "heavy" | "light" as weight}:
            return Button(label, payload, weight == "heavy")
        case {"label": str(label), "address": str(address)} if address.startswith("https://"):
            return Button(label, "", heavy=False, address=address)
        case _:
            raise Refusal(400, "bad_button")


def _check_text(html: str) -> None:
    bare = TAG.sub("", html)
    if re.search(r"[<>]", bare):
        raise Refusal(400, "bad_markup")
    if not 0 < len(unescape(bare).encode("utf-16-le")) // 2 <= LONGEST:
        raise Refusal(400, "bad_length")


def _check_buttons(buttons: Sequence[Button]) -> None:
    if len(buttons) > MOST_BUTTONS:
        raise Refusal(400, "too_many_buttons")
    if any(not 0 < len(one.label) <= LONGEST_LABEL for one in buttons):
        raise Refusal(400, "bad_label")
    if any(not (one.address or 0 < len(one.payload.encode()) <= LARGEST_PAYLOAD) for one in buttons):
        raise Refusal(400, "bad_payload")
