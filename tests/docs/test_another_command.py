"""With systemd, the page's way to run another command also works while the bot is stopped: its credentials are gone."""

import re
import sys
from pathlib import Path

import pytest

from tests.docs.test_secret_files import block, carry_out
from tests.support.pages import ROOT

PAGE = ("installing", "Install with systemd")
PROGRAM = "/opt/groomingcheck/bin/groomingcheck doctor"


def test_another_command_reads_the_settings_and_secrets_of_a_stopped_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    made, written, command = (block(*PAGE, beginning) for beginning in ("python3", "cat >", "settings="))
    assert PROGRAM in command
    steps = [line for line in made.splitlines() if re.match(r"(install|openssl|cat) ", line)]
    steps += [written.partition("\nEND\n")[0], "END"]
    steps += [
        command.replace(PROGRAM, f"{sys.executable} -m adapters serve --validate").replace("/var/lib", str(tmp_path))
    ]
    carry_out("\n".join(steps).replace("/etc/", f"{tmp_path}/"), tmp_path)
    assert (tmp_path / "groomingcheck" / "settings").read_text().startswith("TELEGRAM_BOT_TOKEN_FILE=/run/credentials/")
