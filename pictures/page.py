"""Render a screen as HTML that looks like the app on a phone, without the payloads of buttons."""

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from adapters.channels.drawing import environment
from adapters.preview.hour import Hour
from adapters.simulators.slack.channel import ChannelMessage as Post
from adapters.simulators.slack.view import OpenView
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.message_entities import length
from adapters.slack import drawing as slack
from adapters.telegram import drawing as telegram
from adapters.web import drawing as web
from adapters.web.frame import TEMPLATES as PAGE_TEMPLATES
from messages import calendar
from pictures.date import normalized

NAMES = {"C1": "team-noord", "C2": "team-zuid"}
"""The names of the simulated Slack's channels in pictures."""


@dataclass(frozen=True)
class Piece:
    """A piece of text in one style.

    Attributes:
        text: The text.
        marks: The types of its entities.
    """

    text: str
    marks: frozenset[str]


class Pages:
    """Renders screens in one language."""

    def __init__(self, words: Mapping[str, Markup]) -> None:
        """Prepare the templates.

        Args:
            words: The product's general texts in this language, by dotted key.
        """
        self._words = words
        drawn = (telegram.TEMPLATES, slack.TEMPLATES, PAGE_TEMPLATES)
        self._templates = environment(Path(__file__).parent / "templates", *drawn)

    def telegram(self, message: Message, chat: str, *, phone: bool = False) -> str:
        """Render a message in a chat with this name. `phone`: on a whole phone, scrolled to the end like Telegram."""
        return self._page("Telegram", "chat", **_message(message), chat=chat, kind="bot", locale="nl", phone=phone)

    def modal(self, view: OpenView, *, phone: bool = False) -> str:
        """Render a modal on Slack. `phone`: on a whole phone, at the beginning like Slack."""
        return self._page("Slack", "modal", **slack.values(view.content), submitted="", phone=phone)

    def channel(self, post: Post) -> str:
        """Render a message in a channel on Slack."""
        return self._page("Slack", "post", blocks=post.blocks, channel=NAMES[post.channel], phone=False)

    def browser(self, page: str) -> str:
        """Render a web page on a whole phone, at the beginning."""
        return self._page("Browser", "browser", **self._framed(page), css="web.css", phone=True)

    def all(self, drawings: Sequence[tuple[Message, OpenView, str]]) -> str:
        """Render many screens below each other, each as a message, a modal and a page, to measure them."""
        drawn = [{**_message(one), "blocks": view.blocks, **self._framed(page)} for one, view, page in drawings]
        return self._render("heights", drawings=drawn)

    def _page(self, app: str, template: str, **values: object) -> str:
        shown = {"app": app, "css": f"{app.lower()}.css", "template": f"{template}.html.j2"}
        return self._render("page", **{**shown, **values})

    def _framed(self, page: str) -> Mapping[str, object]:
        """Return the template values for a page in a frame."""
        return {"page": web.unsent(page), "title": str(self._words["web.title"]), "address": web.ADDRESS}

    def _render(self, name: str, **values: object) -> str:
        page = self._templates.get_template(f"{name}.html.j2")
        return normalized(
            page.render(names=NAMES, day=self._day, linked=False, clock=Hour.NIGHT.shown, **values), self._words
        )

    def _day(self, iso: str) -> str:
        return str(calendar.day(self._words, dt.date.fromisoformat(iso)))


def _message(message: Message) -> Mapping[str, object]:
    """Return the template values for a message."""
    rows = [[telegram.Key(one.label, "", one.style or "") for one in row] for row in message.buttons]
    return {"html": said(message), "rows": rows}


def said(message: Message) -> Markup:
    """Return a message's text as HTML, in pieces of one style, grouped by quotation.

    The line break after a quotation is left out, as the quotation is a block.
    """
    html, after = Markup(), False
    for quoted, inside in itertools.groupby(pieces(message), lambda piece: "expandable_blockquote" in piece.marks):
        first, *others = inside
        start = first.text.removeprefix("\n") if after else first.text
        shown = _span(start, first.marks) + Markup().join(_span(one.text, one.marks) for one in others)
        html += Markup("<blockquote>{}</blockquote>").format(shown) if quoted else shown
        after = quoted
    return html


def _span(text: str, marks: frozenset[str]) -> Markup:
    return Markup('<span class="{}">{}</span>').format(" ".join(sorted(marks)), text)


def pieces(message: Message) -> Iterator[Piece]:
    """Split a message's text where entities begin or end. Offsets are in UTF-16 code units, like Telegram's."""
    units = message.text.encode("utf-16-le")
    marks = [(mark["offset"], mark["offset"] + mark["length"], mark["type"]) for mark in message.entities]
    boundaries = sorted({0, length(message.text), *(at for start, end, _ in marks for at in (start, end))})
    for start, end in itertools.pairwise(boundaries):
        types = frozenset(kind for begin, stop, kind in marks if begin <= start and end <= stop)
        yield Piece(units[2 * start : 2 * end].decode("utf-16-le"), types)
