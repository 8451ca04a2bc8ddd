"""The environment as it is: what can't be used is told in one line, before anything is served or opened."""

import asyncio
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from adapters.privacy.audit.ports import free_port
from adapters.simulators.telegram.server import TelegramSimulator
from tests.e2e.test_serve import refused, served
from tests.support.caller import until
from tests.support.command import run_in
from tests.support.keyboard import PROGRAM, ROOT

COMMANDS = [
    [], ["serve"], ["talk"], ["review"], ["reminders"], ["audit"], ["privacy"], ["backup"], ["doctor"],
    ["manifest", "slack"],
]  # fmt: skip
STRANGE = {
    "FORWARDED_ALLOW_IPS": "x",
    "LC_ALL": "nonsense",
    "NETRC": "nowhere",
    "OPENSSL_CONF": "nowhere",
    "PYTHONTZPATH": "nowhere",
    "PYTHONWARNINGS": "error",
    "TMPDIR": "nowhere",
    "TZ": "nonsense",
    "WEB_CONCURRENCY": "x",
}
"""What means nothing to us, and ended or bent other programs."""

STRANGER = [shutil.which("unshare") or "", "--map-user=54321"]
"""Runs a command as a user whom the system doesn't know."""


def strangers() -> bool:
    return bool(STRANGER[0]) and subprocess.run([*STRANGER, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_goes_on_with_a_line_or_a_name_that_it_does_not_understand(
    tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / ".env").write_text('TELEGRAM_BOT_TOKEN=1:a\nGROOMINGCHECK_DATABASE_URL="sqlite:///ledger.db\n')
    done = run_in(tmp_path, "", *command, HOME=str(tmp_path), GROOMINGCHECK_MELDPUT="x")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        "groomingcheck: .env, line 2: Must be NAME=value, with quotes at both ends of the value or at neither.",
        "groomingcheck: GROOMINGCHECK_MELDPUT: No such setting; did you mean GROOMINGCHECK_MELDPUNT?",
    ]
    assert [one.name for one in tmp_path.iterdir()] == [".env"]


@pytest.mark.parametrize("token", ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "TELEGRAM_WEBHOOK_SECRET"])
def test_half_of_what_a_platform_needs_opens_no_terminal(tmp_path: Path, token: str) -> None:
    value = {"SLACK_APP_TOKEN": "xapp-1"}.get(token, "f" * 32)
    done = run_in(tmp_path, "", **{token: value})
    channel = token.partition("_")[0]
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"groomingcheck: {channel}_BOT_TOKEN: Required, as {token} is set.\n"


@pytest.mark.parametrize("host", ["a..b", "x" * 64, "[::1]", "192.0.2.1", "localhost:8080"])
def test_an_address_on_which_nobody_can_listen_gets_one_line(tmp_path: Path, host: str) -> None:
    port = str(free_port())
    [line] = refused(tmp_path, TELEGRAM_BOT_TOKEN="1:test", GROOMINGCHECK_HOST=host, GROOMINGCHECK_PORT=port)
    assert line.startswith(f"GROOMINGCHECK_HOST, GROOMINGCHECK_PORT: can't listen on {host}:{port}: ")


async def test_what_means_nothing_to_it_does_not_keep_it_from_serving(fake: TelegramSimulator, tmp_path: Path) -> None:
    with served(fake, tmp_path, "serve", log=subprocess.PIPE, GROOMINGCHECK_SECRET="s" * 32, **STRANGE) as process:
        ann = fake.person(1001)
        await ann.say("/groomingcheck")
        await until(lambda: process.poll() is not None or any(one.from_bot for one in ann.chat.messages), 60)
        process.send_signal(signal.SIGTERM)
        _, err = await asyncio.to_thread(process.communicate)
        assert process.returncode == 0, err
        assert '"event": "stopped"' in err


@pytest.mark.skipif(not strangers(), reason="needs unshare (util-linux), and to be allowed what it does")
@pytest.mark.parametrize(("command", "status"), [("talk", 0), ("backup", 2)])
def test_somebody_without_a_home_is_asked_where_the_ledger_is_and_can_talk(command: str, status: int) -> None:
    given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*STRANGER, *PROGRAM, command], capture_output=True, check=False, cwd="/", env=given, input=b""
    )
    assert done.returncode == status
    assert done.stderr.startswith(b"groomingcheck: GROOMINGCHECK_DATABASE_URL: " if status else b"")
    assert done.stderr.count(b"\n") == (1 if status else 0)
