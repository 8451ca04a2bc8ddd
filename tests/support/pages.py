"""The pages of the project, and the tables on them."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DUTCH = ("medewerker", "coordinator", "privacy", "bronnen", "gesprek", "schermen", "teksten", "meldcode")
EVERY = [*sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("*.md"))]
"""Every page there is."""
ENGLISH = [path for path in EVERY if path.stem not in DUTCH]


def page(name: str) -> str:
    """Return the text of this page in `docs/`."""
    return (ROOT / "docs" / f"{name}.md").read_text()


def flat(name: str) -> str:
    """Return a page without its line breaks."""
    return " ".join(page(name).split())


def section(name: str, heading: str) -> str:
    """Return the text below this heading of a page, up to the next one that isn't below it."""
    [(level, rest)] = re.findall(rf"^(#+) {re.escape(heading)}\n(.*)", page(name), re.MULTILINE | re.DOTALL)
    return re.split(rf"^#{{1,{len(level)}}} ", str(rest), maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str, first: str) -> Iterator[list[str]]:
    """Return the rows of every table in this text whose first column has this heading."""
    for table in re.findall(rf"^\| {first} \|.*\n\|[ -]+\|.*\n((?:\|.*\n)*)", text, re.MULTILINE):
        yield from ([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table.splitlines())


def named(text: str, first: str) -> list[str]:
    """Return the name in code that each row of these tables begins with."""
    return [name for cells in rows(text, first) for name in re.findall(r"^`([^`]+)`$", cells[0])]


def code(text: str) -> Iterator[str]:
    """Return what stands in code on a page: each line of a block, and each span."""
    for block in re.findall(r"^ *```\w*\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", text)
