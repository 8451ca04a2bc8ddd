"""The README names every command there is, and every page; settings and metrics are in `docs/operator.md`."""

import math
import re
from pathlib import Path

from adapters.channels import registry
from adapters.cli import parser
from adapters.terminal.limits import LIMITS as TERMINAL

ROOT = Path(__file__).parents[2]
APART = {
    "__init__",
    "channels",
    "checkup",
    "database",
    "errors",
    "help_text",
    "parser",
    "public_address",
    "reminder_export",
    "reminder_table",
    "setup",
    "strict_parser",
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


def test_how_much_a_screen_may_have_is_what_the_channels_say() -> None:
    for channel in (*registry.limits(), TERMINAL):
        limit = channel.screen
        assert limit
        for told in (
            f"| the welcome | {limit.welcome} words |",
            f"| a tip (`guidance`) | {limit.snippet} words |",
            f"| a question, with the tip above it | {limit.question} words and {limit.buttons} buttons",
            f"| any other screen | {limit.other} words |",
            f"| the questions of a path together | {limit.average} words each, on average |",
            f"| the cards that a path calls for | 1 for every {limit.spread} questions |",
            f"{math.floor(limit.lines - 4 * limit.answer)} {WHERE[channel.channel]}",
            f"{limit.welcome} + 9 × {limit.average} + {limit.other} = 700 words",
            f"most {limit.welcome + 5 * limit.average + limit.other} words, with {math.ceil(5 / limit.spread)} cards",
        ):
            assert told in README, told


WHERE = {"Telegram": "on Telegram", "Slack": "on Slack", "Terminal": "in a terminal"}
