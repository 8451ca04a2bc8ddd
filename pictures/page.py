"""Renders a screen as HTML that looks like the app on a phone, without the payloads of buttons."""

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from adapters.simulators.slack.channel import ChannelMessage as Post
from adapters.simulators.slack.view import OpenView
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.message_entities import length
from messages import calendar
from pictures.date import normalized

NAMES = {"C1": "team-noord", "C2": "team-zuid"}
"""The names of the simulated Slack's channels in a picture."""


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
            words: The product's words in this language, by dotted key.
        """
        self._words = words
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def telegram(self, message: Message, chat: str, *, phone: bool = False) -> str:
        """Render a message in a chat of this name. `phone`: on a whole phone, at its end, as Telegram shows it."""
        return self._render("telegram", said=said(message), rows=message.buttons, chat=chat, phone=phone)

    def modal(self, view: OpenView, *, phone: bool = False) -> str:
        """Render a modal on Slack. `phone`: on a whole phone, from its beginning, as Slack shows it."""
        return self._render("modal", view=view, phone=phone)

    def channel(self, post: Post) -> str:
        """Render a message in a channel on Slack."""
        return self._render("channel", post=post)

    def all(self, drawings: Sequence[tuple[Message, OpenView]]) -> str:
        """Render many screens below each other, each as a message and as a modal, to measure them."""
        drawn = [{"said": said(one), "rows": one.buttons, "blocks": view.blocks} for one, view in drawings]
        return self._render("heights", drawings=drawn)

    def _render(self, name: str, **values: object) -> str:
        html = self._templates.get_template(f"{name}.html.j2").render(names=NAMES, day=self._day, kinds=kinds, **values)
        return normalized(html, self._words)

    def _day(self, iso: str) -> str:
        return str(calendar.day(self._words, dt.date.fromisoformat(iso)))


def said(message: Message) -> list[tuple[bool, list[Piece]]]:
    """Return a message's text in pieces of one style, with those together that are in one quotation or in none.

    The end of the line after a quotation is left out: the quotation ends it.
    """
    grouped = itertools.groupby(pieces(message), lambda piece: "expandable_blockquote" in piece.marks)
    found = [(quoted, list(inside)) for quoted, inside in grouped]
    for (quoted, _), (_, after) in itertools.pairwise(found):
        if quoted:
            after[0] = replace(after[0], text=after[0].text.removeprefix("\n"))
    return found


def pieces(message: Message) -> Iterator[Piece]:
    """Split a message's text where an entity begins or ends. Offsets count UTF-16 code units, as Telegram's do."""
    units = message.text.encode("utf-16-le")
    marks = [(mark["offset"], mark["offset"] + mark["length"], mark["type"]) for mark in message.entities]
    boundaries = sorted({0, length(message.text), *(at for start, end, _ in marks for at in (start, end))})
    for start, end in itertools.pairwise(boundaries):
        types = frozenset(kind for begin, stop, kind in marks if begin <= start and end <= stop)
        yield Piece(units[2 * start : 2 * end].decode("utf-16-le"), types)


def kinds(element: Mapping[str, Any]) -> str:
    """Return the style of a piece of rich text as CSS classes."""
    return " ".join(name for name, on in element.get("style", {}).items() if on)
