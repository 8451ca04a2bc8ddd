"""Nothing of a conversation is written: no file, no log line, no network traffic."""

import os
import subprocess
import sys
from pathlib import Path

CANARY = "Kanarie van der Vliet"
TYPED = f"b\n3\n{CANARY}\n2\nd\n1\n3\n2\n3\n2\nd\n1\nd\n1\nu\nt\nm\nt\nn\n3\n2\na\nk\n"
ANSWERS = ["Een beetje", "Ik twijfel", "Vooral op gevoel", "Nog niet", "Ja, ik herken signalen", "Doe nu", CANARY]
WATCHER = """
import logging, sys
from adapters.__main__ import main
from adapters.cli import talk  # whatever is imported is imported before the watch begins
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
logging.getLogger("watch").debug("the log is being read")
WRITING = {
    "os.mkdir", "os.rename", "os.system",
    "socket.connect", "socket.sendto", "sqlite3.connect", "subprocess.Popen",
}
def watch(event, arguments):
    written = event == "open" and isinstance(arguments[2], int) and arguments[2] & 3  # O_WRONLY or O_RDWR
    if written or event in WRITING:
        sys.stderr.write(f"WRITTEN {event} {arguments[0]!r}\\n")
sys.addaudithook(watch)
EXTRA
sys.exit(main(["talk"]))
"""


def watched(folder: Path, extra: str = "") -> subprocess.CompletedProcess[str]:
    """Run a whole conversation in this folder, with every opened file and every log line on the error output."""
    return subprocess.run(
        [sys.executable, "-B", "-c", WATCHER.replace("EXTRA", extra)],
        input=TYPED,
        capture_output=True,
        check=True,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder)},
        text=True,
        timeout=60,
    )


def test_a_conversation_leaves_no_file_and_sends_nothing(tmp_path: Path) -> None:
    done = watched(tmp_path)
    assert "Je antwoorden" in done.stdout
    assert done.stdout.rstrip().endswith("Dank je wel voor je aandacht.")
    assert "WRITTEN" not in done.stderr
    assert list(tmp_path.rglob("*")) == []


def test_its_answers_stand_in_no_log_line(tmp_path: Path) -> None:
    done = watched(tmp_path)
    assert "the log is being read" in done.stderr
    assert not [answer for answer in ANSWERS if answer in done.stderr]


def test_what_was_typed_is_not_even_shown(tmp_path: Path) -> None:
    assert CANARY not in watched(tmp_path).stdout


def test_the_watch_sees_a_leak(tmp_path: Path) -> None:
    """A file that is written and an answer that is logged are both detected."""
    leak = f"open('leak', 'w').write({CANARY!r}); logging.getLogger('leak').debug('Ik twijfel')"
    done = watched(tmp_path, leak)
    assert "WRITTEN open 'leak'" in done.stderr
    assert [answer for answer in ANSWERS if answer in done.stderr] == ["Ik twijfel"]
    assert list(tmp_path.rglob("*")) == [tmp_path / "leak"]
