"""Format rows as a table, optionally compared with an earlier run."""

from collections.abc import Iterable, Iterator

from benchmarks.row import Row
from benchmarks.run import Run

HEAD = ("name", "min", "median", "max", "unit", "peer", "peer's", "ratio")
FORMER = ("was", "now/was")
WIDTHS = (46, 10, 10, 10, 22, 19, 10, 8, 11, 8)
_WORDS = (0, 4, 5)
"""The columns with text; the others have numbers."""


def head(run: Run, former: Run | None) -> Iterator[str]:
    """Return a description of the run, and the headers of the columns."""
    yield f"{run.machine}; Python {run.python}; {run.date}; commit {run.commit or 'unknown'}; load {run.load}"
    if former:
        yield f"was: {former.date}; commit {former.commit or 'unknown'}; load {former.load}; * all values on one side"
    yield ""
    yield _aligned((*HEAD, *(FORMER if former else ())))


def lines(rows: Iterable[Row], former: Run | None = None) -> Iterator[str]:
    """Return a line per row."""
    known = {row.key: row for row in former.rows} if former else {}
    for row in rows:
        yield _aligned((*cells(row), *_compared(row, known.get(row.key))))


def cells(row: Row) -> tuple[str, ...]:
    """Return the text of a row in each column of `HEAD`; a single value is shown as the median only."""
    least, most = (number(min(row.values)), number(max(row.values))) if len(row.values) > 1 else ("", "")
    theirs = "" if row.peer_median is None else number(row.peer_median)
    ratio = "" if row.ratio is None else f"{row.ratio:.3f}"
    return row.name, least, number(row.median), most, row.unit, row.peer or "", theirs, ratio


def number(value: float) -> str:
    """Format a number with four significant digits, or all digits before the decimal point."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{float(f'{value:.4g}'):g}"  # noqa: PLR2004 - see the docstring


def _compared(row: Row, was: Row | None) -> tuple[str, ...]:
    if not was:
        return ()
    change = f"{row.median / was.median:.2f}" if was.median else ""
    return number(was.median), change + ("*" if row.apart(was) else "")


def _aligned(texts: Iterable[str]) -> str:
    columns = enumerate(zip(texts, WIDTHS, strict=False))
    return "  ".join(text.ljust(w) if i in _WORDS else text.rjust(w) for i, (text, w) in columns).rstrip()
