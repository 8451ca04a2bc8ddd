"""The canaries of a conversation to search for: names, numbers, typed text, buttons and lines on a screen."""

import binascii
import json
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from ipaddress import ip_address
from urllib.parse import quote, quote_plus

from adapters.channels.platform_driver import SimulatedUser, VisibleScreen

SHORTEST_SEALED = 30
"""Minimum length of an encrypted button payload; that of a start button is shorter."""
SHORTEST_LINE = 12
"""Minimum length of a line to search for; shorter ones may occur anywhere by chance."""


class CanaryKind(StrEnum):
    """What a canary is: a person, or what they typed, pressed or read."""

    NAME = "name"
    NUMBER = "number"
    TYPED = "typed"
    BUTTON = "button"
    LINE = "line"


@dataclass
class Canaries:
    """The canaries of some conversations.

    Attributes:
        words: The canaries, each with its kind.
        last: Lines shown after the end of a check, which may stay in the chat.
    """

    words: dict[str, CanaryKind] = field(default_factory=dict)
    last: set[str] = field(default_factory=set)

    def met(self, user: SimulatedUser, typed: str) -> None:
        """Add a user and what they typed.

        The letter before a number is left out: it is the type of the id, and may vary.
        """
        self.words |= {
            user.name: CanaryKind.NAME,
            user.number.lstrip("U"): CanaryKind.NUMBER,
            typed: CanaryKind.TYPED,
        }

    def saw(self, screen: VisibleScreen) -> None:
        """Add what was on a screen."""
        sealed = [payload for _, payload in screen.buttons if payload and len(payload) >= SHORTEST_SEALED]
        lines = [line for line in screen.text.splitlines() if len(line) >= SHORTEST_LINE]
        self.words |= dict.fromkeys(sealed, CanaryKind.BUTTON) | dict.fromkeys(lines, CanaryKind.LINE)
        if not sealed:
            self.last |= {*lines}


def forms(word: str, kind: CanaryKind) -> set[bytes]:
    """Return every byte sequence in which a canary may occur in memory or in a file.

    Text as UTF-8, as CPython stores it (one, two or four bytes per character, PEP 393), and escaped for JSON, HTML,
    URLs and forms. A number also as C, a database and CPython store it, an IP address also as bytes, and a button also
    as the decoded token.
    """
    spellings = {word, json.dumps(word)[1:-1], escape(word, quote=False), quote(word), quote_plus(word)}
    found = {one.encode() for one in spellings} | {word.encode("utf-16-le"), word.encode("utf-32-le")}
    with suppress(UnicodeEncodeError):
        found.add(word.encode("latin-1"))
    if kind is CanaryKind.NUMBER:
        found |= {*_stored(word)}
    if kind is CanaryKind.BUTTON:
        with suppress(binascii.Error):
            sealed = word[1:]  # what follows the character for its type
            found.add(b64decode(sealed + "=" * (-len(sealed) % 4), altchars=b"-_"))
    return found


def _stored(number: str) -> Iterator[bytes]:
    """Return the bytes of this number or IP address; nothing if it is neither."""
    if number.isdecimal():
        yield from (int(number).to_bytes(8, "little"), int(number).to_bytes(8, "big"), b"".join(_digits(int(number))))
    elif ":" in number:
        yield ip_address(number).packed


def _digits(number: int) -> Iterator[bytes]:
    """Return the digits of an int as CPython stores them, lowest first (sys.int_info)."""
    layout = sys.int_info
    while number:
        number, digit = divmod(number, 1 << layout.bits_per_digit)
        yield digit.to_bytes(layout.sizeof_digit, sys.byteorder)
