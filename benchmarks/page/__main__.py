"""Measures only the page: `python -m benchmarks.page`; `--json` prints one JSON object per figure."""

import logging
import sys
from collections.abc import Iterator

from adapters.channels import registry
from benchmarks import table
from benchmarks.figure import Figure
from benchmarks.page import crowd, flood, kept, paint, press
from messages import content
from messages.content import Content
from messages.loading.organisation import Organisation


def figures(loaded: Content) -> Iterator[Figure]:
    """Measure this content, served without any other settings."""
    yield from press.figures(loaded)
    yield from kept.figures(loaded)
    yield from paint.figures()
    yield from crowd.figures()
    yield from flood.figures(next(iter(loaded.checks)))


def main() -> None:
    """Print each figure in the form asked for."""
    logging.disable()
    found = figures(content.load(Organisation(), registry.limits()))
    for line in (figure.json() for figure in found) if "--json" in sys.argv else table.lines(found):
        print(line, flush=True)


if __name__ == "__main__":
    main()
