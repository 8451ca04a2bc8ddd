"""What a step costs: the engine with its words, and the engine alone."""

from collections.abc import Callable

from benchmarks.conversation import conversations
from benchmarks.figure import Figure
from benchmarks.stopwatch import MICRO, microseconds
from bot.check import Check
from bot.engine import step
from bot.say import Say
from bot.state import blank
from messages.book import Book


def with_words(check: Check, book: Book) -> Figure:
    """Measure from an event to the message to show."""
    return Figure("engine and words", _each(check, book.render), "us/step")


def rate(figure: Figure) -> Figure:
    """Give microseconds per step as steps per second."""
    return Figure(f"{figure.name}, rate", round(MICRO / figure.value), "steps/s")


def alone(check: Check) -> Figure:
    """Measure from an event to what is meant by the answer to it."""
    return Figure("engine alone", _each(check, None), "us/step")


def _each(check: Check, render: Callable[[Say], object] | None) -> float:
    talks = conversations(check)

    def work() -> None:
        for events in talks:
            state = blank(check)
            for event in events:
                state, say = step(check, state, event)
                if render:
                    render(say)

    return round(microseconds(work) / sum(map(len, talks)), 2)
