"""What needs no chat platform and no database imports neither, so that it starts quickly and takes little memory."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DATABASE = {"alembic", "aiosqlite", "asyncpg", "sqlalchemy"}
PLATFORMS = {"slack_bolt", "slack_sdk", "telegram"}
WEB = {"aiohttp", "httpx", "starlette", "uvicorn"}
FIGURES = {"prometheus_client"}
WORDS = {"wordfreq"}
CALENDARS = {"holidays", "icalendar"}


def loaded(folder: Path, *arguments: str, **settings: str) -> set[str]:
    """Run the program, and return the packages that it has imported by the end."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "adapters", *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **settings},
        input="b\n1\n",
        text=True,
        timeout=60,
    )
    assert done.stdout
    assert done.returncode == 0, done.stderr
    return set(re.findall(r"^import time:.*\| +(\w+)", done.stderr, re.MULTILINE))


@pytest.mark.parametrize("arguments", [(), ("talk",), ("review",), ("--help",), ("--version",), ("privacy", "--help")])
def test_a_command_loads_only_what_it_needs(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    packages = loaded(tmp_path, *arguments)
    assert {"adapters", "argparse"} <= packages
    assert packages & (DATABASE | PLATFORMS | WEB | FIGURES | WORDS | CALENDARS) == set()


def test_talking_loads_no_channel_that_is_configured(tmp_path: Path) -> None:
    packages = loaded(tmp_path, "talk", TELEGRAM_BOT_TOKEN="1:test")
    assert packages & (DATABASE | PLATFORMS | WEB | FIGURES | CALENDARS) == set()
