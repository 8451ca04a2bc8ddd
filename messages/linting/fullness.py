"""How full one screen is on a channel: its words, its buttons and its lines of text, and the most there may be."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from bot.events import Answered
from bot.views import Ask, View, Welcome
from messages.linting.limits import ScreenLimits
from messages.linting.screens import lines, words
from messages.rendering.renderer import RenderedView


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a screen.

    Attributes:
        what: "words", "buttons" or "lines".
        count: How many there are.
        most: How many there may be; None for any number.
    """

    what: str
    count: int
    most: int | None

    @property
    def over(self) -> bool:
        """Return whether there are too many."""
        return self.most is not None and self.count > self.most


def figures(view: View, rendered: RenderedView, limit: ScreenLimits) -> Iterator[Figure]:
    """Yield the figures of a screen. Buttons and lines have a limit at a question only."""
    asked = isinstance(view, Ask)
    yield Figure("words", words(rendered.html), most_words(view, limit))
    yield Figure("buttons", len(rendered.choices), limit.buttons if asked else None)
    yield Figure("lines", lines(rendered.html, limit.columns), room(rendered, limit) if asked else None)


def most_words(view: View, limit: ScreenLimits) -> int:
    """Return how many words a screen may have."""
    match view:
        case Ask():
            return limit.question
        case Welcome():
            return limit.welcome
        case _:
            return limit.other


def room(rendered: RenderedView, limit: ScreenLimits) -> int:
    """Return how many lines fit above the answers of a question, of which only as many count as there may be."""
    return math.floor(limit.lines - limit.answer * min(_answers(rendered), limit.buttons - fixed(rendered)))


def fixed(rendered: RenderedView) -> int:
    """Return how many of the buttons of a screen aren't answers."""
    return len(rendered.choices) - _answers(rendered)


def _answers(rendered: RenderedView) -> int:
    return sum(isinstance(choice.event, Answered) for choice in rendered.choices)
