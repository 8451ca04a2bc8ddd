"""Write the results of the saved runs into the pages that quote them: `python -m benchmarks.document`.

Replaces everything between `<!-- measured: NAME -->` and `<!-- /measured -->` by a saved run's header, a table of one
of its parts, or one of its values. Runs of other code than the current code are rejected.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from benchmarks import machine, run, shift, table
from benchmarks.machine import ROOT
from benchmarks.row import Row
from benchmarks.run import Run

PAGES = (ROOT / "docs" / "benchmarks.md", ROOT / "README.md", ROOT / "docs" / "scaling.md")
SAVED = {name: ROOT / "docs" / "benchmarks" / f"{name}.json" for name in ("bench", "worst", "soak")}
NONE = "*Not measured.*"
_BLOCK = re.compile(r"(<!-- measured: ([^>]+) -->)(.*?)(<!-- /measured -->)", re.DOTALL)
_HEAD = (
    "| | min | median | max | unit | compared with | its median | ratio |\n"
    "| --- | --: | --: | --: | --- | --- | --: | --: |"
)


def main(files: Mapping[str, Path] = SAVED, pages: Iterable[Path] = PAGES) -> None:
    """Write these pages, or report which run is of other code. `files`: the files of the runs, by name."""
    runs = saved(files)
    for name, made in runs.items():
        if made.code != machine.code():
            sys.exit(f"{files[name]}: a run of other code ({made.commit}, {made.date})")
    for page in pages:
        page.write_text(written(page.read_text(), runs))


def saved(files: Mapping[str, Path] = SAVED) -> dict[str, Run]:
    """Load the runs in those of these files that exist."""
    return {name: run.load(file) for name, file in files.items() if file.exists()}


def written(text: str, runs: Mapping[str, Run]) -> str:
    """Return a page with the contents of its marks replaced by these runs' results."""

    def block(found: re.Match[str]) -> str:
        said = _said(found[2], runs) or NONE
        return f"{found[1]}{said}{found[4]}" if "\n" not in found[3] else f"{found[1]}\n{said}\n{found[4]}"

    return _BLOCK.sub(block, text)


def _said(asked: str, runs: Mapping[str, Run]) -> str:
    """Return the result for a mark: `NAME`, `NAME: PART` or `NAME: UNIT of ROW`; empty if it wasn't measured."""
    name, _, rest = asked.partition(": ")
    if name not in runs:
        return ""
    if not rest:
        return _head(runs[name])
    found = [row for row in runs[name].rows if row.part == rest]
    return "\n".join([_HEAD, *_lines(found)]) if found else _value(runs[name].rows, rest)


def _head(made: Run) -> str:
    return (
        f"Measured on {made.date}, of commit {made.commit}, on {made.machine}, with Python {made.python}. "
        f"It took {made.seconds // 60} minutes; the load average was {made.load} when it began."
    )


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield f"| {' | '.join(table.cells(row))} |"


def _value(rows: Iterable[Row], asked: str) -> str:
    """Return one value by unit and name, such as `checks/s of NAME`; for a ratio, by the peer instead of the unit.

    `teams of NAME` is computed from the checks a second.
    """
    for row in rows:
        if asked == f"{row.peer} of {row.name}":
            return f"{row.ratio:.2f}" if row.ratio is not None else ""
        if asked == f"{row.unit} of {row.name}":
            return table.number(row.median)
        if asked == f"teams of {row.name}" and row.unit == "checks/s":
            return f"{shift.teams(row.median):,}"
    return ""


if __name__ == "__main__":
    main()
