"""The terminal: from a pipe it is plain text; at a keyboard it wipes what it showed."""

import os
import pty
import select
import signal
import time
from pathlib import Path

import pytest

from adapters.dialogue import Dialogue
from adapters.seal import Seal
from adapters.terminal import Terminal
from adapters.window import Window
from messages.content import Content
from messages.folder import SHIPPED
from tests.keyboard import Keyboard, piped

WIPE = b"\x1b[H\x1b[2J\x1b[3J"


def test_a_whole_check_through_a_pipe() -> None:
    done = piped("b\n1\n1\n3\n4\n4\n1\n1\n2\n3\na\nk\n", "talk")
    assert done.returncode == 0
    assert done.stderr == b""
    assert b"Vraag 9 van 9" in done.stdout
    assert "Het is geen uitslag over je cliënt." in done.stdout.decode()
    assert done.stdout.decode().rstrip().endswith("Dank je wel voor je aandacht.")


def test_a_pipe_gets_no_control_characters() -> None:
    for environment in ({}, {"TERM": "xterm"}, {"TERM": "xterm", "FORCE_COLOR": "1"}):
        assert b"\x1b" not in piped("b\n1\ns\n", "talk", **environment).stdout


@pytest.mark.parametrize("typed", ["", "b", "b\n1\n", "b\n1\n\n\n"])
def test_input_that_ends_early_ends_politely(typed: str) -> None:
    done = piped(typed, "talk")
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.decode().rstrip().endswith("De check is gestopt en gewist.")


def test_bytes_that_are_no_text_are_a_choice_that_is_not_there() -> None:
    done = piped(b"\xff\xfe\x00\nb\n\x80\ns\n", "talk")
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.decode().count("Die keuze is er niet.") == 2


def test_what_was_typed_is_not_repeated() -> None:
    assert b"Jan de Vries" not in piped("b\nJan de Vries\ns\n", "talk").stdout


def test_english_by_option_and_by_setting() -> None:
    assert b"Question 1 of 9" in piped("b\n", "talk", "--locale", "en").stdout
    assert b"Question 1 of 9" in piped("b\n", GROOMINGCHECK_LOCALE="en").stdout


def test_without_a_utf8_locale_it_still_speaks() -> None:
    done = piped("b\n", "talk", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"Vraag 1 van 9" in done.stdout


def test_at_a_keyboard_the_window_is_wiped_at_the_end() -> None:
    window = Keyboard()
    assert "Aan het einde maken we dit venster leeg" in window.until("Typ een nummer of letter: ").decode()
    window.type("b\n")
    assert b"\x1b[1m" in window.until("Typ een nummer of letter: ")
    window.type("s\n")
    assert window.ended() == 0
    after = window.shown.rpartition(WIPE)[2].decode()
    assert "Vraag" not in after
    assert "Gestopt." in after


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_leaving_by_the_keyboard_wipes_too(key: str) -> None:
    window = Keyboard()
    window.until("Typ een nummer of letter: ")
    window.type("b\n")
    window.until("Typ een nummer of letter: ")
    window.type(key)
    assert window.ended() == 0
    after = window.shown.rpartition(WIPE)[2].decode()
    assert "Vraag" not in after
    assert "De check is gestopt en gewist." in after


def test_a_terminal_listens_even_where_these_tests_are_run_deaf() -> None:
    """Jobs in the background of a script ignore Ctrl-C; a program in a terminal of its own hears it."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        window = Keyboard()
    finally:
        signal.signal(signal.SIGINT, before)
    window.until("Typ een nummer of letter: ")
    window.type("\x03")
    assert window.ended() == 0


def test_being_told_to_stop_wipes_too() -> None:
    window = Keyboard()
    window.until("Typ een nummer of letter: ")
    window.type("b\n")
    window.until("Typ een nummer of letter: ")
    os.kill(window.child, signal.SIGTERM)
    assert window.ended() == 0
    assert "Vraag" not in window.shown.rpartition(WIPE)[2].decode()


def test_even_a_fault_of_the_program_wipes(shipped: Content) -> None:
    """The clock stops working after the first screen, as a fault that nobody foresaw would."""
    leader, follower = pty.openpty()
    ticks = iter([1_800_000_000.0])
    with open(follower, closefd=False) as source, open(follower, "w") as sink:  # noqa: PTH123
        os.write(leader, b"b\n")
        dialogue = Dialogue(shipped, Seal([b"s" * 32]), 900, lambda: next(ticks))
        window = Window(source, sink, {"TERM": "xterm"})
        with pytest.raises(StopIteration):
            Terminal(dialogue, shipped.words["nl"], "nl", 900, window).talk("groomingcheck")
        shown = b""
        while not shown.endswith(WIPE) and select.select([leader], [], [], 5)[0]:
            shown += os.read(leader, 65536)
    os.close(leader)
    assert "Beginnen" in shown.decode()
    assert shown.endswith(WIPE)


def test_a_window_left_open_is_wiped_in_time() -> None:
    window = Keyboard(GROOMINGCHECK_IDLE_MINUTES="0.02")
    window.until("Typ een nummer of letter: ")
    window.type("b\n")
    window.until("Deze check is verlopen, begin opnieuw.")
    assert "Vraag 1" not in window.shown.rpartition(WIPE)[2].decode()
    time.sleep(2)  # longer than the idle time: the notice stays as it is
    window.type("1\n")
    assert "verlopen" not in window.until("Beginnen").decode()
    window.type("s\n")
    assert window.ended() == 0


def test_a_label_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    (tmp_path / "groomingcheck").mkdir()
    text = (SHIPPED / "groomingcheck" / "nl.toml").read_text().replace("[A] Een beetje", "[A] Een &amp; ander")
    (tmp_path / "groomingcheck" / "nl.toml").write_text(text)
    done = piped("b\n2\n", "talk", GROOMINGCHECK_MESSAGES=str(tmp_path))
    assert "2. Een &amp; ander\n" in done.stdout.decode()
    assert "Je antwoord op vraag 1: Een &amp; ander\n" in done.stdout.decode()


def test_a_window_left_with_half_a_line_in_it_is_wiped_in_time() -> None:
    """Ctrl-D behind a letter hands on what is typed so far, and no line comes after it."""
    window = Keyboard(GROOMINGCHECK_IDLE_MINUTES="0.03")
    window.until("Typ een nummer of letter: ")
    window.type("b\n")
    window.until("Typ een nummer of letter: ")
    window.type("1\x04")
    window.until("Deze check is verlopen, begin opnieuw.")
    assert "Vraag 1" not in window.shown.rpartition(WIPE)[2].decode()
    window.type("s\x04\x04")
    window.until("Die keuze is er niet.")
    window.type("\x04")
    assert window.ended() == 0


def test_a_terminal_that_is_not_named_gets_no_control_characters() -> None:
    window = Keyboard(TERM="")
    window.until("Typ een nummer of letter: ")
    window.type("s\n")
    assert window.ended() == 0
    assert b"\x1b" not in window.shown


def test_colour_only_where_it_is_wanted() -> None:
    window = Keyboard(NO_COLOR="1")
    assert b"\x1b[1m" not in window.until("Typ een nummer of letter: ")
    window.type("s\n")
    window.ended()
    assert WIPE in window.shown
    window = Keyboard(TERM="dumb")
    window.until("Typ een nummer of letter: ")
    window.type("s\n")
    window.ended()
    assert b"\x1b" not in window.shown
