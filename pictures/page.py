"""A screen as a page of HTML that looks like the app on a phone. What a button carries doesn't go into it."""

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from adapters.slack.fake.channel import Message as Post
from adapters.slack.fake.view import View
from adapters.telegram.fake.entity import length
from adapters.telegram.fake.message import Message
from messages import calendar
from pictures.date import settled

NAMES = {"C1": "team-noord", "C2": "team-zuid"}
"""What the channels on the fake Slack are called in a picture."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text in one style."""

    text: str
    marks: frozenset[str]


class Pages:
    """Lays out screens in one language."""

    def __init__(self, words: Mapping[str, Markup]) -> None:
        """`words`: of the product, by dotted key."""
        self._words = words
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def telegram(self, message: Message, chat: str) -> str:
        """Give a message in a chat of this name."""
        return self._made("telegram", message=message, pieces=list(pieces(message)), chat=chat)

    def modal(self, view: View) -> str:
        """Give a modal on Slack."""
        return self._made("modal", view=view)

    def channel(self, post: Post) -> str:
        """Give a message in a channel on Slack."""
        return self._made("channel", post=post)

    def _made(self, name: str, **told: object) -> str:
        made = self._templates.get_template(f"{name}.html.j2").render(names=NAMES, day=self._day, kinds=kinds, **told)
        return settled(made, self._words)

    def _day(self, iso: str) -> str:
        return str(calendar.day(self._words, dt.date.fromisoformat(iso)))


def pieces(message: Message) -> Iterator[Piece]:
    """Cut a message's text where a mark begins or ends. Marks count in UTF-16 code units, as Telegram does."""
    units = message.text.encode("utf-16-le")
    marks = [(mark["offset"], mark["offset"] + mark["length"], mark["type"]) for mark in message.entities]
    cuts = sorted({0, length(message.text), *(at for start, end, _ in marks for at in (start, end))})
    for start, end in itertools.pairwise(cuts):
        over = frozenset(kind for begin, stop, kind in marks if begin <= start and end <= stop)
        yield Piece(units[2 * start : 2 * end].decode("utf-16-le"), over)


def kinds(element: Mapping[str, Any]) -> str:
    """Give the style of a piece of rich text as classes."""
    return " ".join(name for name, on in element.get("style", {}).items() if on)
