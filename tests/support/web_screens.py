"""Every screen of a check as the page in a browser has it, by what a button carries that leads to it.

What a program finds wrong with the structure of a page is wrong with every page of that structure: which words are in
it makes no difference, nor how long a list is. So of each structure one is enough, where looking takes long.
"""

import re
import secrets
import time
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx

from adapters.checks.state_token import RUN, Participant, Purpose, TokenCipher
from adapters.preview import atlas
from bot.check import Check
from bot.engine import step
from bot.events import Started
from bot.state import StateCodec, blank
from bot.views import View
from messages.content import Content
from tests.support.telegram_bot import SECRET

_HERE = Participant("web", "")
_UNSEEN = {"script", "style", "title"}
_WORDLESS = {"value", "href", "content", "aria-label"}
"""Attributes whose value may be any."""
_ROW = re.compile(r"(<li[^<>]*>(?:(?!</li>).)*</li>|<[^<>]*>…</[^<>]*>)\1+")


def payloads(content: Content, check: Check) -> Iterator[tuple[View, str]]:
    """Yield every screen of this check that presses lead to, and what the last of those buttons carries."""
    cipher, codec = TokenCipher([SECRET], 900.0), StateCodec(check)
    for view, presses in atlas.paths(check, frozenset(content.renderers[check.id, "nl"].buttons)).items():
        state = blank(check) if not presses else step(check, blank(check), Started())[0]
        for event in presses[:-1]:
            state, _ = step(check, state, event)
        packed = secrets.token_bytes(RUN) + codec.pack(state, presses[-1] if presses else Started())
        yield view, cipher.seal(Purpose.CHECK, packed, _HERE, time.time()) if presses else ""


def pressed(client: httpx.Client, payload: str, locale: str) -> str:
    """Press a button that carries this, and return the page."""
    answer = client.post("/", data={"press": payload, "locale": locale})
    assert answer.status_code == httpx.codes.OK
    return answer.text


def shape(page: str) -> str:
    """Return the structure of a page: its tags without their words, and the first of those in a row that are alike."""
    reader = _ShapeReader()
    reader.feed(page)
    return _ROW.sub(r"\1", "".join(reader.parts))


class _ShapeReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = [name if name in _WORDLESS else f"{name}={value}" for name, value in attrs]
        self.parts.append(f"<{' '.join([tag, *sorted(known)])}>")
        self._within = tag

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")
        self._within = ""

    def handle_data(self, data: str) -> None:
        if data.strip() and self._within not in _UNSEEN and self.parts[-1] != "…":
            self.parts.append("…")
