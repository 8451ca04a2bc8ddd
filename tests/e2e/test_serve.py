"""The command that serves: what it refuses, in one line each, and how it ends."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from adapters.channels.registry import descriptors
from adapters.cli import serve
from adapters.cli.errors import BadInputError
from adapters.privacy.audit.ports import free_port
from adapters.simulators.telegram import errors
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import until
from tests.support.command import surroundings

ROOT = Path(__file__).parents[2]


def environment(folder: Path, **settings: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT), **settings}


def refused(folder: Path, **settings: str) -> tuple[str, ...]:
    """Serve in this folder, expect that it is refused, and return the lines that say why."""
    with surroundings(folder, {"HOME": str(folder), **settings}), pytest.raises(BadInputError) as error:
        serve.run()
    return error.value.lines


def test_where_the_page_is_switched_off_as_well_it_says_what_to_set(tmp_path: Path) -> None:
    [line] = refused(tmp_path, GROOMINGCHECK_WEB="off")
    tokens = " or ".join(one.token for one in descriptors())
    assert "TELEGRAM_BOT_TOKEN" in tokens
    assert line.startswith(f"no chat platform is configured. Set {tokens}, or use")


def test_every_fault_of_the_settings_comes_at_once_from_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN=geen\nGROOMINGCHECK_PORT=99999\n")
    (tmp_path / "secret").write_text("kort")
    lines = refused(tmp_path, GROOMINGCHECK_SECRET_FILE="secret", TELEGRAM_WEBHOOK_URL="http://example.org")
    assert [line.partition(":")[0] for line in lines] == [
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
    assert lines[0].startswith("GROOMINGCHECK_DATABASE_URL: ")
    assert reason in lines[0]
    assert "geheim" not in lines[0]


def test_a_port_in_use_gets_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        [line] = refused(tmp_path, TELEGRAM_BOT_TOKEN="1:test", GROOMINGCHECK_PORT=port)
    assert line.startswith("GROOMINGCHECK_HOST, GROOMINGCHECK_PORT: can't listen on 127.0.0.1:")


@contextmanager
def served(
    fake: TelegramSimulator, folder: Path, *arguments: str, log: int = subprocess.PIPE, **settings: str
) -> Iterator[subprocess.Popen[str]]:
    """Run the real process on this Telegram for the length of a block; its token is in the environment or the settings.

    `log`: the descriptor of its error output.
    """
    asked = {"TELEGRAM_API_URL": fake.url, "GROOMINGCHECK_PORT": str(free_port())}
    if "TELEGRAM_BOT_TOKEN_FILE" not in settings:
        asked["TELEGRAM_BOT_TOKEN"] = fake.token
    command, given = [sys.executable, "-m", "adapters", *arguments], environment(folder, **asked, **settings)
    with subprocess.Popen(command, cwd=folder, env=given, stderr=log, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()  # what a failed test leaves would be waited for


def handed(process: int) -> str:
    """Return the environment that this process was started with, and has restarted itself with."""
    return Path(f"/proc/{process}/environ").read_text()


def modes(folder: Path, name: str) -> list[int]:
    """Return the permissions of the files of this name."""
    return [path.stat().st_mode for path in folder.rglob(name)]


async def test_a_token_that_telegram_does_not_know_gets_one_line(fake: TelegramSimulator, tmp_path: Path) -> None:
    fake.fail("getMe", errors.unauthorized())
    with served(fake, tmp_path, "serve") as process:
        await until(lambda: process.poll() is not None)
        out, err = process.communicate()
        assert process.returncode == 2
        assert out == ""
        assert err.splitlines()[-1] == "groomingcheck: TELEGRAM_BOT_TOKEN: Telegram doesn't know this token."


@pytest.mark.parametrize("end", [[signal.SIGTERM], [signal.SIGINT], [signal.SIGHUP, signal.SIGHUP]], ids=repr)
async def test_with_a_channel_it_serves_without_being_asked_and_ends_with_0_when_it_is_told_to(
    fake: TelegramSimulator, tmp_path: Path, end: list[signal.Signals]
) -> None:
    """A terminal that is closed tells it twice."""
    with served(fake, tmp_path, GROOMINGCHECK_SECRET="s" * 32) as process:
        ann = fake.person(1001)
        await ann.say("/groomingcheck")
        await until(lambda: len(ann.chat.messages) == 1 and ann.chat.messages[0].from_bot)
        for number in end:
            process.send_signal(number)
        await until(lambda: process.poll() is not None)
        out, err = process.communicate()
        assert process.returncode == 0
        assert out == ""
        assert '"event": "stopped"' in err
        assert "Traceback" not in err
        assert [mode & 0o077 for mode in modes(tmp_path, "groomingcheck.db")] == [0]


async def test_the_first_to_ask_for_the_help_numbers_waits_for_no_calendar(
    fake: TelegramSimulator, tmp_path: Path
) -> None:
    """Which numbers are open depends on public holidays, and the library that knows them takes its time to load."""
    told = tmp_path / "told"
    with told.open("w") as log, served(fake, tmp_path, log=log.fileno(), PYTHONPROFILEIMPORTTIME="1"):
        ann = fake.person(1001)
        await ann.say("/groomingcheck")
        await until(lambda: len(ann.chat.messages) == 1 and ann.chat.messages[0].from_bot)
        await until(lambda: "| holidays\n" in told.read_text())  # though nobody has asked


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs Linux, which shows a process's environment")
async def test_a_secret_from_a_file_stands_in_no_environment_of_the_process(
    fake: TelegramSimulator, tmp_path: Path
) -> None:
    """It restarts itself, and reads the files again then."""
    (tmp_path / "token").write_text(fake.token)
    (tmp_path / ".env").write_text(f"GROOMINGCHECK_SECRET={'s' * 32}\n")
    with served(fake, tmp_path, "serve", TELEGRAM_BOT_TOKEN_FILE="token") as process:
        await until(lambda: any(call.method == "getMe" for call in fake.calls))
        given = handed(process.pid)
        process.terminate()
        await until(lambda: process.poll() is not None)
        _, err = process.communicate()
        assert "secret_is_random" not in err
        assert "TELEGRAM_BOT_TOKEN_FILE=token" in given
        assert fake.token not in given
        assert "s" * 32 not in given


async def test_what_was_started_to_outlive_its_terminal_does(fake: TelegramSimulator, tmp_path: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    with served(fake, tmp_path, "serve") as process:
        signal.signal(signal.SIGHUP, before)
        ann = fake.person(1001)
        for command in ("/groomingcheck", "/groomingcheck"):
            number = await ann.say(command)
            await until(lambda number=number: process.poll() is not None or ann.chat.find(number) is None)  # type: ignore[misc]
            process.send_signal(signal.SIGHUP)
        process.terminate()
        await until(lambda: process.poll() is not None)
        process.communicate()
        assert process.returncode == 0
