"""Formats figures as a table."""

import os
import platform
from collections.abc import Iterable, Iterator

from benchmarks.figure import Figure

_HEAD = ("name", "value", "unit", "peer", "peer's", "ratio")
_NUMBERS = (1, 4, 5)


def lines(figures: Iterable[Figure]) -> Iterator[str]:
    """Return a heading and a line for each figure, in columns."""
    rows = [_HEAD, *map(_row, figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    yield f"Python {platform.python_version()}, {os.cpu_count()} CPUs"
    yield ""
    for row in rows:
        cells = zip(row, widths, strict=True)
        aligned = (cell.rjust(w) if i in _NUMBERS else cell.ljust(w) for i, (cell, w) in enumerate(cells))
        yield "  ".join(aligned).rstrip()


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        f"{figure.value:,}",
        figure.unit,
        figure.peer or "",
        "" if figure.peer_value is None else f"{figure.peer_value:,}",
        "" if figure.ratio is None else f"{figure.ratio:.4f}",
    )
