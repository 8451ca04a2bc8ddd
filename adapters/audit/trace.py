"""What a conversation consisted of, to be searched for: names, numbers, what was typed, buttons, lines on a screen."""

import binascii
import json
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from urllib.parse import quote, quote_plus

from adapters.audit.stage import Guest, Shown

SEALED = 30
"""Characters from which on what rides in a button is taken to be sealed; a start button's is shorter."""
SHORTEST = 12
"""Characters of a line that are searched for, at least: shorter ones may stand anywhere by chance."""


class Kind(StrEnum):
    """What a word of a conversation is: who it was with, or what they typed, pressed and read."""

    NAME = "name"
    NUMBER = "number"
    TYPED = "typed"
    BUTTON = "button"
    LINE = "line"


@dataclass
class Trace:
    """Every word of some conversations, by its kind. `last`: what was said once they were over, and may stand."""

    words: dict[str, Kind] = field(default_factory=dict)
    last: set[str] = field(default_factory=set)

    def met(self, guest: Guest, typed: str) -> None:
        """Note who it is with, and what they typed. The letter before a number says what it is of, and may differ."""
        self.words |= {guest.name: Kind.NAME, guest.number.lstrip("U"): Kind.NUMBER, typed: Kind.TYPED}

    def saw(self, shown: Shown) -> None:
        """Note what was on a screen."""
        sealed = [payload for _, payload in shown.buttons if len(payload) >= SEALED]
        lines = [line for line in shown.text.splitlines() if len(line) >= SHORTEST]
        self.words |= dict.fromkeys(sealed, Kind.BUTTON) | dict.fromkeys(lines, Kind.LINE)
        if not sealed:
            self.last |= {*lines}


def forms(word: str, kind: Kind) -> set[bytes]:
    """Give every form in which a word may lie in memory or in a file.

    As UTF-8, as CPython holds text (one, two or four bytes a letter, PEP 393), in JSON, in HTML, in an address or a
    form. A number also as C, a database and CPython hold one; and a button also as the bytes that are sealed in it.
    """
    told = {word, json.dumps(word)[1:-1], escape(word, quote=False), quote(word), quote_plus(word)}
    found = {one.encode() for one in told} | {word.encode("utf-16-le"), word.encode("utf-32-le")}
    with suppress(UnicodeEncodeError):
        found.add(word.encode("latin-1"))
    if kind is Kind.NUMBER and word.isdecimal():
        found |= {int(word).to_bytes(8, "little"), int(word).to_bytes(8, "big"), b"".join(_digits(int(word)))}
    if kind is Kind.BUTTON:
        with suppress(binascii.Error):
            found.add(b64decode(word + "=" * (-len(word) % 4), altchars=b"-_"))
    return found


def _digits(number: int) -> Iterator[bytes]:
    """Give the digits of an int as CPython holds them, the lowest first (sys.int_info)."""
    held = sys.int_info
    while number:
        number, digit = divmod(number, 1 << held.bits_per_digit)
        yield digit.to_bytes(held.sizeof_digit, sys.byteorder)
