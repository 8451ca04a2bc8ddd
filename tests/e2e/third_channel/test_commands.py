"""What the command line knows of the example channel by its registration alone."""

import asyncio
from pathlib import Path

from adapters.storage.session import Session
from tests.example_channel.descriptor import HELP
from tests.example_channel.simulator.server import PleinSimulator
from tests.support.command import run, run_in
from tests.support.erasing_process import erased_here


def test_the_help_lists_its_settings() -> None:
    told = run("", "--help").stdout.decode()
    assert HELP in told
    assert "plein:1002" in told
    assert "plein:1001" in run("", "privacy", "--help").stdout.decode()


def test_without_a_channel_its_token_is_named_as_well() -> None:
    assert b"PLEIN_TOKEN" in run("", "doctor", HTTPS_PROXY="http://127.0.0.1:9").stdout


def test_a_setting_that_is_no_good_gets_one_line() -> None:
    done = run("", "doctor", PLEIN_TOKEN="x", PLEIN_URL="ftp://plein")
    assert (done.returncode, done.stderr.decode().splitlines()) == (2, [
        "groomingcheck: PLEIN_TOKEN: Must be a token from Plein: digits, a dot, and letters.",
        "groomingcheck: PLEIN_URL: Must be an address that starts with https:// or http://.",
    ])  # fmt: skip


def test_a_coordinator_there_has_an_id_of_its_kind() -> None:
    done = run("", "review", GROOMINGCHECK_COORDINATORS="plein:Cora")
    assert done.returncode == 2
    assert b"plein:1002" in done.stderr


async def test_the_doctor_looks_at_it(plein: PleinSimulator, tmp_path: Path) -> None:
    status, [*_, token, clock] = await examined(tmp_path, **plein.settings)
    assert (token, clock) == ("ok    Plein: PLEIN_TOKEN: Plein knows it.", "ok    Plein: clock: right.")
    assert status == 0
    status, [*_, line, _] = await examined(tmp_path, **{**plein.settings, "PLEIN_TOKEN": "7.een-ander-teken"})
    assert (status, line) == (1, "WRONG Plein: PLEIN_TOKEN: Plein doesn't know it. Create a new one there.")


async def test_a_token_that_plein_does_not_know_is_told_before_anything_is_done(
    plein: PleinSimulator, tmp_path: Path
) -> None:
    address = f"sqlite:///{tmp_path}/ledger.db"
    await (await Session.open(address)).close()
    found = await erased_here("plein:1001", address, **{**plein.settings, "PLEIN_TOKEN": "7.een-ander-teken"})
    assert found == (2, ["groomingcheck: PLEIN_TOKEN: Plein doesn't know this token."])


async def examined(folder: Path, **settings: str) -> tuple[int, list[str]]:
    """Run the doctor; return its exit status, and its lines."""
    done = await asyncio.to_thread(
        run_in, folder, "", "doctor", HOME=str(folder), GROOMINGCHECK_SECRET="s" * 32, **settings
    )
    return done.returncode, done.stdout.decode().splitlines()
