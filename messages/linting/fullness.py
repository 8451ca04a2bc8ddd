"""Measure how full a screen is on a channel: its words, buttons and lines of text, and their limits."""

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
        count: The number of these.
        most: Its maximum; None for no limit.
    """

    what: str
    count: int
    most: int | None

    @property
    def over(self) -> bool:
        """Return whether it exceeds the maximum."""
        return self.most is not None and self.count > self.most


def figures(view: View, rendered: RenderedView, limit: ScreenLimits) -> Iterator[Figure]:
    """Yield the figures of a screen. Only questions have limits for buttons and lines."""
    asked = isinstance(view, Ask)
    yield Figure("words", words(rendered.html), most_words(view, limit))
    yield Figure("buttons", len(rendered.choices), limit.buttons if asked else None)
    yield Figure("lines", lines(rendered.html, limit.columns), room(rendered, limit) if asked else None)


def most_words(view: View, limit: ScreenLimits) -> int:
    """Return the maximum number of words on a screen."""
    match view:
        case Ask():
            return limit.question
        case Welcome():
            return limit.welcome
        case _:
            return limit.other


def room(rendered: RenderedView, limit: ScreenLimits) -> int:
    """Return how many lines fit above a question's answers. Answers above the maximum number don't count."""
    return math.floor(limit.lines - limit.answer * min(_answers(rendered), limit.buttons - fixed(rendered)))


def fixed(rendered: RenderedView) -> int:
    """Return the number of buttons on a screen that aren't answers."""
    return len(rendered.choices) - _answers(rendered)


def _answers(rendered: RenderedView) -> int:
    return sum(isinstance(choice.event, Answered) for choice in rendered.choices)
