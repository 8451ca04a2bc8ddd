"""`groomingcheck review --accept`: what it writes, what it says, and where it can't."""

import stat
from pathlib import Path

import pytest

from messages.loading.folder import REPLACED
from tests.e2e.test_command_line import refused
from tests.e2e.test_exit import shell
from tests.support.command import run

HINT = '[question.contact]\nhint = "[O] Denk aan alle apps."\n'
SHIPPED_HINT = "[A] Denk aan apps, games en datingsites."


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "groomingcheck").mkdir()
    (tmp_path / "groomingcheck" / "nl.toml").write_text(HINT)
    return tmp_path


def reviewed(own: Path, *arguments: str) -> tuple[int, list[str]]:
    done = run("", "review", *arguments, GROOMINGCHECK_MESSAGES=str(own))
    assert done.stderr == b""
    return done.returncode, done.stdout.decode().splitlines()


def test_what_is_replaced_is_noted_and_counts_as_no_fault(own: Path) -> None:
    status, lines = reviewed(own)
    assert (status, lines[-1]) == (0, "Geen fouten gevonden.")
    assert lines[0].startswith("groomingcheck/nl.toml: dit heb je vervangen of weggelaten: question.contact.hint.")
    assert "groomingcheck review --accept" in lines[1]


def test_what_was_shipped_is_recorded_for_people_to_read(own: Path) -> None:
    status, lines = reviewed(own, "--accept")
    record = own / REPLACED
    assert (status, lines) == (0, [f"In {record} staat nu wat er meegeleverd was. Vervangen teksten: 1."])
    text = record.read_text()
    assert text.startswith("# Wat de meegeleverde teksten zeiden toen jullie ze vervingen.\n")
    assert f'["groomingcheck/nl.toml"]\n"question.contact.hint" = "{SHIPPED_HINT}"\n' in text
    assert len(reviewed(own)[1]) == 2
    assert sorted(path.name for path in own.iterdir()) == ["groomingcheck", REPLACED]


def test_a_correction_after_an_upgrade_is_told_until_it_is_accepted(own: Path) -> None:
    """As if the version before had shipped another text."""
    reviewed(own, "--accept")
    record = own / REPLACED
    record.write_text(record.read_text().replace(SHIPPED_HINT, "[A] Denk aan games."))
    status, lines = reviewed(own, "--locale", "en")
    assert (status, lines[-1]) == (1, "1 fault found.")
    assert (f'Before: "[A] Denk aan games.". Now: "{SHIPPED_HINT}". Yours: "[O] Denk aan alle apps.".') in lines[1]
    accepted = reviewed(own, "--accept")
    assert accepted[0] == 0
    assert 'Eerst: "[A] Denk aan games."' in accepted[1][0]  # what is accepted is told once more
    assert reviewed(own)[0] == 0


def test_a_record_keeps_its_permissions(own: Path) -> None:
    reviewed(own, "--accept")
    (own / REPLACED).chmod(0o640)
    reviewed(own, "--accept")
    assert stat.S_IMODE((own / REPLACED).stat().st_mode) == 0o640


def test_without_a_folder_there_is_nothing_to_record() -> None:
    [line] = refused(run("", "review", "--accept"))
    assert "GROOMINGCHECK_MESSAGES isn't set to a folder" in line


def test_a_record_that_cannot_be_read_is_not_overwritten(own: Path) -> None:
    (own / REPLACED).write_text("<<<<<<< HEAD\n")
    [line] = refused(run("", "review", "--accept", GROOMINGCHECK_MESSAGES=str(own)))
    assert line.startswith(f"groomingcheck: {REPLACED}: hier klopt de schrijfwijze niet")
    assert (own / REPLACED).read_text() == "<<<<<<< HEAD\n"


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_recorded(own: Path) -> None:
    (own / "groomingcheck" / "help.toml").write_text("[number.police")
    status, lines = reviewed(own, "--accept")
    assert (status, len(lines)) == (1, 2)
    assert lines[0].startswith("groomingcheck/help.toml: hier klopt de schrijfwijze niet")
    assert lines[1].endswith("Vervangen teksten: 1.")


def test_what_cannot_be_written_is_one_line_and_leaves_nothing(own: Path) -> None:
    """As on a disk that is full: a process may write no file that has anything in it."""
    done = shell(f"ulimit -f 0; GROOMINGCHECK_MESSAGES={own} groomingcheck review --accept")
    [line] = refused(done)
    assert line == f"groomingcheck: --accept: {own / REPLACED} can't be written: File too large."
    assert [path.name for path in own.iterdir()] == ["groomingcheck"]
