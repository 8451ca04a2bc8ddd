"""The command that serves: what it refuses, in one line each, and how it ends."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.telegram.fake import error
from adapters.telegram.fake.server import FakeTelegram
from tests.bot import free_port
from tests.caller import until

ROOT = Path(__file__).parents[1]


def environment(folder: Path, **settings: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT), **settings}


def refused(folder: Path, *arguments: str, **settings: str) -> list[str]:
    """Run it, expect it to refuse, and give what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "adapters", *(arguments or ("serve",))],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment(folder, **settings),
        text=True,
        timeout=60,
    )
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    return [line for line in done.stderr.splitlines() if not line.startswith("{")]


def test_without_a_channel_it_says_what_to_set(tmp_path: Path) -> None:
    [line] = refused(tmp_path)
    assert line.startswith("groomingcheck: no chat platform is configured. Set TELEGRAM_BOT_TOKEN")


def test_every_fault_of_the_settings_comes_at_once_from_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN=geen\nGROOMINGCHECK_PORT=99999\n")
    (tmp_path / "secret").write_text("kort")
    lines = refused(tmp_path, GROOMINGCHECK_SECRET_FILE="secret", TELEGRAM_WEBHOOK_URL="http://example.org")
    assert [line.split(":")[1].strip() for line in lines] == [
        "GROOMINGCHECK_SECRET",
        "GROOMINGCHECK_PORT",
        "TELEGRAM_BOT_TOKEN",
        "TELEGRAM_WEBHOOK_URL",
    ]
    assert not [line for line in lines if "kort" in line or "geen" in line]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("mysql://user:geheim@host/db", "address"),
        ("sqlite:////proc/nope/ledger.db", ""),
        ("postgresql://user:geheim@127.0.0.1:1/db", ""),
    ],
)
def test_a_database_that_cannot_be_opened_gets_one_line_without_its_password(
    tmp_path: Path, address: str, reason: str
) -> None:
    lines = refused(
        tmp_path, TELEGRAM_BOT_TOKEN="1:test", GROOMINGCHECK_DATABASE_URL=address, GROOMINGCHECK_PORT=str(free_port())
    )
    assert len(lines) == 1
    assert lines[0].startswith("groomingcheck: GROOMINGCHECK_DATABASE_URL: ")
    assert reason in lines[0]
    assert "geheim" not in lines[0]


def test_a_port_in_use_gets_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        [line] = refused(tmp_path, TELEGRAM_BOT_TOKEN="1:test", GROOMINGCHECK_PORT=port)
    assert line.startswith("groomingcheck: GROOMINGCHECK_HOST, GROOMINGCHECK_PORT: can't listen on 127.0.0.1:")


def served(fake: FakeTelegram, folder: Path, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    """Start the real process on this Telegram."""
    asked = {"TELEGRAM_BOT_TOKEN": fake.token, "TELEGRAM_API_URL": fake.url, "GROOMINGCHECK_PORT": str(free_port())}
    return subprocess.Popen(
        [sys.executable, "-m", "adapters", *arguments],
        cwd=folder,
        env=environment(folder, **asked, **settings),
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def modes(folder: Path, name: str) -> list[int]:
    """Give who may do what with the files of this name."""
    return [path.stat().st_mode for path in folder.rglob(name)]


async def test_a_token_that_telegram_does_not_know_gets_one_line(fake: FakeTelegram, tmp_path: Path) -> None:
    fake.fail("getMe", error.unauthorized())
    process = served(fake, tmp_path, "serve")
    await until(lambda: process.poll() is not None, 30)
    out, err = process.communicate()
    assert process.returncode == 2
    assert out == ""
    assert err.splitlines()[-1] == "groomingcheck: TELEGRAM_BOT_TOKEN: Telegram doesn't know this token."


async def test_with_a_channel_it_serves_without_being_asked_and_ends_with_0_on_sigterm(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    process = served(fake, tmp_path, GROOMINGCHECK_SECRET="s" * 32)
    ann = fake.person(1001)
    await ann.say("/groomingcheck")
    await until(lambda: len(ann.chat.messages) == 1 and ann.chat.messages[0].from_bot, 30)
    process.send_signal(signal.SIGTERM)
    await until(lambda: process.poll() is not None, 30)
    out, err = process.communicate()
    assert process.returncode == 0
    assert out == ""
    assert '"event": "stopped"' in err
    assert "Traceback" not in err
    assert [mode & 0o077 for mode in modes(tmp_path, "groomingcheck.db")] == [0]
