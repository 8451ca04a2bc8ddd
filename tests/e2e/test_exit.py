"""How the program ends when its environment fails, or when it fails itself: one line, and no traceback."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.conftest import ORGANISATION
from tests.support.keyboard import PATIENCE, ROOT, Keyboard, piped


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_a_closed_input_or_output_gets_one_line(closed: str) -> None:
    done = shell(f"groomingcheck talk {closed}")
    assert done.returncode == 2
    assert done.stderr == b"groomingcheck: can't run a check here: standard input or output is closed.\n"


def test_a_report_without_an_output_gets_one_line() -> None:
    done = shell("groomingcheck review >&-")
    assert done.returncode == 2
    assert done.stderr == b"groomingcheck: can't write the review: standard output is closed.\n"


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full"])
def test_what_nobody_can_read_is_still_told_by_the_status(closed: str) -> None:
    assert shell(f"groomingcheck talk --locale fr {closed}").returncode == 2
    assert shell(f"groomingcheck talk <&- {closed}").returncode == 2


def test_an_input_that_can_only_be_written_gets_one_line() -> None:
    done = shell("groomingcheck talk 0>/dev/null")
    assert done.returncode == 74
    assert done.stderr == b"groomingcheck: can't read or write (Bad file descriptor).\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_letters_that_an_output_does_not_know_are_no_fault(encoding: str) -> None:
    plain = {"LC_ALL": "C", "PYTHONIOENCODING": encoding}
    report = piped("", "review", GROOMINGCHECK_MESSAGES=str(ORGANISATION), **plain)
    assert (report.returncode, report.stderr) == (1, b"")
    assert b"?spaarpot? is een moeilijk woord" in report.stdout
    talk = piped("b\n1\n1\n\x80\ns\n".encode(), "talk", **plain)
    assert (talk.returncode, talk.stderr) == (0, b"")
    assert b"De signalen staan ook bij ?Uitleg?" in talk.stdout
    assert b"Vraag 3 van 9" in talk.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, as Linux has it")
@pytest.mark.parametrize("command", ["talk", "review"])
def test_a_full_disk_gets_one_line(command: str) -> None:
    done = shell(f"groomingcheck {command} </dev/null >/dev/full")
    assert done.returncode == 74
    assert done.stderr == b"groomingcheck: can't read or write (No space left on device).\n"


@pytest.mark.parametrize("command", ["talk", "review"])
def test_a_reader_that_has_gone_is_no_error(command: str) -> None:
    done = shell(f"groomingcheck {command} </dev/null | true; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr) == (0, b"")


def test_ctrl_c_before_the_conversation_is_an_interruption(tmp_path: Path) -> None:
    """A text that never arrives holds the program up while it reads the content."""
    (tmp_path / "groomingcheck").mkdir()
    text = tmp_path / "groomingcheck" / "nl.toml"
    os.mkfifo(text)
    window = Keyboard(anew=True, GROOMINGCHECK_MESSAGES=str(tmp_path))
    writer = awaited(text)
    window.type("\x03")
    again = threading.Timer(2.0, window.type, ["\x03"])  # the first may come just before it begins to wait
    again.start()
    assert window.ended() == 130
    again.cancel()
    os.close(writer)


def awaited(pipe: Path) -> int:
    """Return the write end of a pipe, once another process is reading it."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            assert time.monotonic() < end, "nobody came to read it"
            time.sleep(0.01)


def test_a_fault_of_the_program_itself_tells_no_values(tmp_path: Path) -> None:
    """An indirect dependency is broken unexpectedly; the line names our own module that needs it."""
    (tmp_path / "marshmallow.py").write_text("raise RuntimeError('Jan de Vries')")
    done = piped("", "talk", PYTHONPATH=str(tmp_path))
    line = imported("adapters/config/validators.py", "from environs")
    assert done.returncode == 70
    assert done.stderr.decode() == (
        f"groomingcheck: internal error (RuntimeError in adapters/config/validators.py, line {line}).\n"
    )


def imported(file: str, start: str) -> int:
    lines = (ROOT / file).read_text().splitlines()
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(start))


def shell(command: str) -> subprocess.CompletedProcess[bytes]:
    """Run a shell command, with the installed program on the PATH."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(["bash", "-c", command], env={"PATH": path}, capture_output=True, check=False, timeout=60)  # noqa: S607
