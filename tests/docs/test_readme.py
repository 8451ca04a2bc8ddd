"""The README names every command there is, and leads to every page; settings and metrics have pages of their own."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
APART = {
    "__init__",
    "channels",
    "checkup",
    "configuration",
    "database",
    "errors",
    "file_writer",
    "help_text",
    "new_check",
    "pages",
    "parser",
    "public_address",
    "reminder_export",
    "reminder_table",
    "runs",
    "setup",
    "strict_parser",
    "uncollected",
}
"""Files of the command line that are no command."""
README = (ROOT / "README.md").read_text()


def test_every_command_is_listed_and_no_other() -> None:
    commands = {path.stem for path in (ROOT / "adapters" / "cli").glob("*.py")} - APART
    assert set(re.findall(r"^groomingcheck (\w+)", README, re.MULTILINE)) == commands


def test_every_page_is_linked_to() -> None:
    """From the README, or from the index that it links to."""
    pages = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert len(pages) >= 20
    index = (ROOT / "docs" / "README.md").read_text()
    linked = {*re.findall(r"\]\(docs/(\w+\.md)", README), *re.findall(r"\]\((\w+\.md)", index)}
    assert "README.md" in linked
    assert pages - linked == set()
