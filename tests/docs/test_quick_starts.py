"""Every way to start that a page shows gives workers somebody to call, and is understood as it stands."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from adapters.config import settings
from tests.support.pages import ENGLISH, ROOT

CONTACTS = ("GROOMINGCHECK_MELDPUNT", "GROOMINGCHECK_ACHTERWACHT")
BLOCKS = [
    (path.relative_to(ROOT).as_posix(), block)
    for path in ENGLISH
    for block in re.findall(r"```\w*\n(.*?)```", path.read_text(), re.DOTALL)
]
STARTS = [(path, block) for path, block in BLOCKS if re.search(r"BOT_TOKEN=|GROOMINGCHECK_WEB=|MELDPUNT=", block)]
"""The blocks that a reader copies to start a bot, with their page."""


def test_they_are_found() -> None:
    found = {path for path, _ in STARTS}
    assert found == {"docs/installing.md", "docs/scaling.md", "docs/slack.md", "docs/telegram.md", "docs/web.md"}
    assert len([path for path, _ in STARTS if path == "docs/installing.md"]) == len(("Docker", "systemd"))


@pytest.mark.parametrize(("path", "block"), STARTS)
def test_each_start_says_where_to_report_and_whom_to_call(
    path: str, block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it writes is read as the program reads it."""
    (tmp_path / "start.sh").write_text("\n".join(written(block)))
    subprocess.run([shutil.which("sh") or "sh", "start.sh"], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    found = settings.read().organisation
    assert found.meldpunt == "Meldpunt zorg, 030-1234567", path
    assert found.achterwacht == "06-12345678", path


def written(block: str) -> list[str]:
    """Return the lines of a block that write the settings of the organisation into `.env`."""
    contacts = [line.strip() for line in block.splitlines() if any(name in line for name in CONTACTS)]
    into = [line if ">> .env" in line else f"cat >> .env <<'END'\n{line}\nEND" for line in contacts]
    return [re.sub(r" +>>", " >>", line) for line in into]


@pytest.mark.parametrize(
    "path", ["docker-compose.yml", "deploy/groomingcheck.service", "docs/settings.md", "docs/installing.md"]
)
def test_whoever_starts_it_reads_of_both(path: str) -> None:
    text = (ROOT / path).read_text()
    assert all(name in text for name in CONTACTS)
