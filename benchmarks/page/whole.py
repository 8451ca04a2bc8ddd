"""All measurements of the web page."""

from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.page import crowd, flood, kept, paint, press
from messages.content import Content


def figures(loaded: Content) -> Iterator[Figure]:
    """Measure the page with this content and default settings."""
    yield from press.figures(loaded)
    yield from kept.figures(loaded)
    yield from paint.figures()
    yield from crowd.figures()
    yield from flood.figures(next(iter(loaded.checks)))
