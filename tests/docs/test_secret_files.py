"""The documented commands make files with secrets that nobody can read but who has to."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.support.dockerfile import NOBODY
from tests.support.pages import ROOT, section

BOT, POSTGRES, STRANGER = int(NOBODY), 999, 12345
"""The users in the image of the bot and in that of PostgreSQL, and anybody else's."""
TOKEN = "123456:ABC"  # noqa: S105 - an example
AS_ROOT = pytest.mark.skipif(os.getuid() != 0, reason="the commands are for root")


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder that everybody may enter, as the folders of a project are."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def carry_out(commands: str, folder: Path) -> None:
    """Run these commands there, with an open umask, and a token on the input."""
    subprocess.run(
        ["/bin/sh", "-ec", f"umask 022\n{commands}"], check=True, cwd=folder, input=TOKEN.encode(), timeout=60
    )


def block(name: str, heading: str, beginning: str) -> str:
    """Return the commands of the block that begins so, below this heading of a page."""
    found = re.findall(r"^ *```sh\n(.*?)^ *```$", section(name, heading), re.MULTILINE | re.DOTALL)
    [commands] = [str(one) for one in found if one.lstrip().startswith(beginning)]
    return commands


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}


def read(path: Path, user: int) -> str:
    """Return what this user reads there; nothing, if they may not."""
    command = [shutil.which("cat") or "cat", str(path)]
    done = subprocess.run(command, capture_output=True, check=False, user=user, group=user, extra_groups=[])
    return done.stdout.decode().strip()


def test_the_file_of_settings_can_be_read_by_its_owner_alone(folder: Path) -> None:
    shutil.copy(ROOT / ".env.example", folder)
    carry_out(block("installing", "Install with Docker", "test -e .env"), folder)
    assert (folder / ".env").stat().st_mode & 0o777 == 0o600
    assert re.search(r"^GROOMINGCHECK_SECRET=[0-9a-f]{64}$", (folder / ".env").read_text(), re.MULTILINE)


@AS_ROOT
@pytest.mark.parametrize("made", [False, True], ids=["new", "made by Docker"])
def test_in_docker_the_bot_alone_reads_its_secrets(folder: Path, *, made: bool) -> None:
    if made:
        (folder / "secrets").mkdir(mode=0o755)
    carry_out(block("installing", "Keep secrets in files", "umask"), folder)
    secrets = folder / "secrets"
    assert modes(secrets) == {"secrets": 0o700, "telegram_bot_token": 0o600, "groomingcheck_secret": 0o600}
    assert read(secrets / "telegram_bot_token", BOT) == TOKEN
    assert len(read(secrets / "groomingcheck_secret", BOT)) == 64
    assert {read(path, STRANGER) for path in secrets.iterdir()} == {""}


@AS_ROOT
def test_in_docker_the_bots_and_postgresql_each_read_their_own_secret(folder: Path) -> None:
    """Compose mounts the file of PostgreSQL by itself, apart from the folder around it, as the link does here."""
    carry_out(block("scaling", "With Docker", "umask"), folder)
    secrets, mounted = folder / "secrets", folder / "mounted"
    assert modes(secrets) == {"secrets": 0o700, "postgres_password": 0o600, "database_url": 0o600}
    os.link(secrets / "postgres_password", mounted)
    password = read(mounted, POSTGRES)
    assert len(password) == 48
    assert read(secrets / "database_url", BOT) == f"postgresql://groomingcheck:{password}@postgres/groomingcheck"
    assert (read(mounted, STRANGER), read(mounted, BOT), read(secrets / "database_url", POSTGRES)) == ("", "", "")


@AS_ROOT
def test_with_systemd_root_alone_reads_secrets_and_settings(folder: Path) -> None:
    commands = block("installing", "Install with systemd", "python3")
    own = [line for line in commands.splitlines() if re.match(r"(install|openssl|cat) ", line)]
    carry_out("\n".join(own).replace("/etc/", f"{folder}/"), folder)
    made = folder / "groomingcheck"
    assert modes(made / "secrets") == {"secrets": 0o700, "telegram_bot_token": 0o600, "groomingcheck_secret": 0o600}
    assert (made / "settings").stat().st_mode & 0o777 == 0o600
    assert read(made / "secrets" / "telegram_bot_token", os.getuid()) == TOKEN
    assert {read(path, BOT) for path in (*(made / "secrets").iterdir(), made / "settings")} == {""}
