"""The import contracts in `pyproject.toml` hold, and each of them is effective: a forbidden import breaks it."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("adapters", "bot", "messages")
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
PLANTED = {
    "adapters imports messages, messages imports bot, and never the reverse": (
        "bot/check.py",
        "import messages.markup",
    ),
    "Layers of bot": ("bot/check.py", "import bot.engine"),
    "Layers of messages": ("messages/markup.py", "import messages.content"),
    "Layers of adapters": ("adapters/storage/errors.py", "import adapters.cli.errors"),
    "Commands don't import each other": ("adapters/cli/backup.py", "import adapters.cli.review"),
    "Only audit drivers import the simulators": (
        "adapters/slack/channel.py",
        "import adapters.simulators.slack.server",
    ),
    "The simulators import neither the product nor an SDK": (
        "adapters/simulators/slack/server.py",
        "import slack_sdk",
    ),
    "Who imports python-telegram-bot": ("adapters/telegram/eraser.py", "import telegram"),
    "Who imports Slack's SDKs": ("adapters/slack/modal.py", "import slack_sdk"),
    "Who imports database libraries": ("adapters/reminders/service.py", "import sqlite3"),
    "Who imports calendar libraries": ("messages/calendar.py", "import cronsim"),
    "Who imports jinja2": ("messages/content.py", "import jinja2"),
    "Who imports the word list": ("messages/markup.py", "import wordfreq"),
    "Who imports the QR code library": ("adapters/cli/preview.py", "import segno"),
    "Who imports Playwright": ("adapters/web/audit_driver.py", "import playwright"),
    "Who imports cryptography": ("adapters/checks/dialogue.py", "import cryptography"),
    "Who imports logging and metrics libraries": ("adapters/wiping/worker.py", "import structlog"),
    "Who imports the web server": ("adapters/slack/channel.py", "import uvicorn"),
    "Who imports readers of the environment": ("adapters/cli/serve.py", "import environs"),
}
"""For each contract a file, and an import that it forbids there."""


def names() -> set[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return {contract["name"] for contract in settings["contracts"]}


def linted(folder: Path) -> dict[str, str]:
    """Return the result of each contract in this folder: kept or broken."""
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=folder,
        capture_output=True,
        check=False,
        env={"PYTHONPATH": str(folder), "COLUMNS": "200"},
        text=True,
        timeout=120,
    )
    found = re.findall(r"^(.+?) (KEPT|BROKEN)(?: \(.*\))?$", done.stdout, re.MULTILINE)
    assert done.returncode == ("BROKEN" in dict(found).values()), done.stdout
    return {name: outcome.lower() for name, outcome in found}


def test_the_contracts_hold() -> None:
    assert linted(ROOT) == dict.fromkeys(names(), "kept")


def test_each_contract_is_broken_by_an_import_that_it_forbids(tmp_path: Path) -> None:
    assert PLANTED.keys() == names()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    for file, forbidden in PLANTED.values():
        path = tmp_path / file
        path.write_text(f"{path.read_text()}\n{forbidden}\n")
    assert linted(tmp_path) == dict.fromkeys(names(), "broken")
