"""What a conversation consisted of, to be searched for: names, numbers, what was typed, buttons, lines on a screen."""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
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
    """Every word of some conversations, by its kind."""

    words: dict[str, Kind] = field(default_factory=dict)

    def met(self, guest: Guest, typed: str) -> None:
        """Note who it is with, and what they typed."""
        self.words |= {guest.name: Kind.NAME, guest.number: Kind.NUMBER, typed: Kind.TYPED}

    def saw(self, shown: Shown) -> None:
        """Note what was on a screen."""
        self.words |= {payload: Kind.BUTTON for _, payload in shown.buttons if len(payload) >= SEALED}
        self.words |= {line: Kind.LINE for line in shown.text.splitlines() if len(line) >= SHORTEST}


def forms(word: str) -> set[bytes]:
    """Give every form in which a word may lie in memory or in a file.

    As UTF-8, as CPython holds text (one or two bytes a letter, PEP 393), in JSON, in an address or a form; and a number
    as the machine holds it.
    """
    told = {word, json.dumps(word)[1:-1], quote(word), quote_plus(word)}
    found = {one.encode() for one in told} | {word.encode("utf-16-le")}
    if word.isdecimal():
        found.add(int(word).to_bytes(8, "little"))
    with suppress(UnicodeEncodeError):
        found.add(word.encode("latin-1"))
    return found
