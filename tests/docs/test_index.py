"""`docs/README.md` has every page once, with its reader and question, and every page names its reader at its top."""

import re
from pathlib import Path

import pytest

from tests.docs.test_pages import PAGES
from tests.support.pages import ROOT

INDEX = ROOT / "docs" / "README.md"
BESIDE = ("CONTRIBUTING.md", "CHANGELOG.md", "LICENCES.md")
"""Pages that are at the top of the repository."""
ROW = re.compile(r"^\| \[[^]]+\]\(([^)]+)\) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TITLE = re.compile(r"# .*\n\n(?:.+\n)+")
"""The title of a page and its first paragraph."""


def test_every_page_is_in_the_index_once() -> None:
    linked = [(INDEX.parent / target).resolve() for target, _, _ in ROW.findall(INDEX.read_text())]
    assert sorted(linked) == sorted({*PAGES, *(ROOT / name for name in BESIDE)} - {INDEX})


def test_each_row_is_a_page_with_a_reader_and_a_question() -> None:
    text = INDEX.read_text()
    rows = [line for line in text.splitlines() if line.startswith("|") and not line.startswith(("| page", "| ---"))]
    assert len(rows) == len(ROW.findall(text))
    assert [question for _, _, question in ROW.findall(text) if question.count("?") != 1] == []


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=lambda path: path.stem)
def test_each_page_names_its_reader_at_the_top(page: Path) -> None:
    top = TITLE.match(page.read_text())
    assert top
    assert re.search(r"\b(?:For|for|Voor|voor) ", top[0]), top[0]
