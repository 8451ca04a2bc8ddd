"""The README names every command there is, and every page; settings and metrics are in `docs/operator.md`."""

import re
from pathlib import Path

from adapters.cli import parser

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


def test_every_setting_that_it_names_is_there() -> None:
    named = set(re.findall(r"\b(?:GROOMINGCHECK|SLACK|TELEGRAM)_[A-Z_]*[A-Z]\b", README))
    assert len(named) >= 10
    assert not [name for name in named if name not in parser.parser().format_help()]


def test_every_command_is_listed_and_no_other() -> None:
    commands = {path.stem for path in (ROOT / "adapters" / "cli").glob("*.py")} - APART
    assert set(re.findall(r"^groomingcheck (\w+)", README, re.MULTILINE)) == commands


def test_every_page_is_linked_to() -> None:
    pages = {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}
    assert len(pages) >= 6
    assert pages <= set(re.findall(r"\]\((docs/\w+\.md)\)", README))
