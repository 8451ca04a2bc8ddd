"""Every way to start that a page shows gives workers somebody to call, and is understood as it stands."""

import re
from pathlib import Path

import pytest

from adapters.config import settings
from tests.support.pages import ENGLISH, ROOT, page

CONTACTS = ("GROOMINGCHECK_MELDPUNT=", "GROOMINGCHECK_ACHTERWACHT=")
BLOCK = re.compile(r"^ *```\w+\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
STARTS = [
    (path.stem, [line.strip() for line in block.splitlines()])
    for path in ENGLISH
    for block in BLOCK.findall(path.read_text())
    if "GROOMINGCHECK_MELDPUNT=" in block
]
"""The lines of each block that has a reader set whom to call, with its page."""


def test_they_are_found() -> None:
    assert [name for name, _ in STARTS] == ["installing", "installing", "scaling", "slack", "telegram", "web"]


@pytest.mark.parametrize(("name", "lines"), STARTS, ids=[name for name, _ in STARTS])
def test_each_start_says_where_to_report_and_whom_to_call(
    name: str, lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it writes is read as the program reads it."""
    (tmp_path / ".env").write_text("\n".join(line for line in lines if line.startswith(CONTACTS)))
    monkeypatch.chdir(tmp_path)
    found = settings.read().organisation
    assert (found.meldpunt, found.achterwacht) == ("Meldpunt zorg, 030-1234567", "06-12345678"), name


@pytest.mark.parametrize("name", ["installing", "slack", "telegram", "web"])
def test_what_a_reader_is_to_uncomment_is_in_the_example(name: str) -> None:
    there = (ROOT / ".env.example").read_text().splitlines()
    lines = [line for block in re.findall(r"```ini\n(.*?)```", page(name), re.DOTALL) for line in block.splitlines()]
    assert len(lines) >= len(CONTACTS)
    assert [line for line in lines if "_FILE=" not in line and f"#{line}" not in there] == []


@pytest.mark.parametrize(
    "path", ["docker-compose.yml", "deploy/groomingcheck.service", "docs/settings.md", "docs/installing.md"]
)
def test_whoever_starts_it_reads_of_both(path: str) -> None:
    text = (ROOT / path).read_text()
    assert all(name.rstrip("=") in text for name in CONTACTS)
