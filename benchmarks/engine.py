"""Measure a step: the engine with rendering, and the engine alone."""

from collections.abc import Callable

from benchmarks.conversation import conversations
from benchmarks.figure import Figure
from benchmarks.stopwatch import MICRO, microseconds
from bot.check import Check
from bot.engine import step
from bot.state import blank
from bot.views import View
from messages.rendering.renderer import Renderer


def with_words(check: Check, renderer: Renderer) -> Figure:
    """Measure from an event to the rendered message."""
    return Figure("engine and words", _each(check, renderer.render), "us/step")


def rate(figure: Figure) -> Figure:
    """Return microseconds per step as steps per second."""
    return Figure(f"{figure.name}, rate", round(MICRO / figure.value), "steps/s")


def alone(check: Check) -> Figure:
    """Measure from an event to the view, without rendering."""
    return Figure("engine alone", _each(check, None), "us/step")


def _each(check: Check, render: Callable[[View], object] | None) -> float:
    talks = conversations(check)

    def work() -> None:
        for events in talks:
            state = blank(check)
            for event in events:
                state, view = step(check, state, event)
                if render:
                    render(view)

    return round(microseconds(work) / sum(map(len, talks)), 2)
