"""The terminal: from a pipe it is plain text; at a keyboard it wipes what it showed."""

import os
import pty
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.terminal import signals
from adapters.terminal.console import Console
from adapters.terminal.conversation import TerminalConversation
from messages.content import Content
from messages.loading.folder import SHIPPED
from tests.support.command import run
from tests.support.keyboard import Keyboard, piped

WIPE = b"\x1b[H\x1b[2J\x1b[3J"


def test_a_whole_check_through_a_pipe() -> None:
    done = piped("b\n1\n1\n3\n4\n4\n1\n1\n2\n3\nk\n", "talk")
    assert done.returncode == 0
    assert done.stderr == b""
    assert b"Vraag 9 van 9" in done.stdout
    assert "Die keuze is er niet." not in done.stdout.decode()
    assert "Dit advies is geen uitslag over je cliënt." in done.stdout.decode()
    assert done.stdout.decode().rstrip().endswith("Dank je wel voor je aandacht.")


def test_a_pipe_gets_no_control_characters() -> None:
    for environment in ({}, {"TERM": "xterm"}, {"TERM": "xterm", "FORCE_COLOR": "1"}):
        assert b"\x1b" not in run("b\n1\ns\n", "talk", **environment).stdout


@pytest.mark.parametrize("typed", ["", "b", "b\n1\n", "b\n1\n\n\n"])
def test_input_that_ends_early_ends_politely(typed: str) -> None:
    done = run(typed, "talk")
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.decode().rstrip().endswith("De check is gestopt en gewist.")


def test_bytes_that_are_no_text_are_a_choice_that_is_not_there() -> None:
    done = run(b"\xff\xfe\x00\nb\n\x80\ns\n", "talk")
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.decode().count("Die keuze is er niet.") == 2


def test_what_was_typed_is_not_repeated() -> None:
    assert b"Jan de Vries" not in run("b\nJan de Vries\ns\n", "talk").stdout


def test_english_by_option_and_by_setting() -> None:
    assert b"Question 1 of 9" in run("b\n", "talk", "--locale", "en").stdout
    assert b"Question 1 of 9" in run("b\n", GROOMINGCHECK_LOCALE="en").stdout


def test_at_a_keyboard_the_window_is_wiped_at_the_end() -> None:
    window = Keyboard(anew=True)
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
    """Background jobs of a script ignore Ctrl-C; a program in a terminal of its own must handle it."""
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


@pytest.mark.parametrize("number", signals.ENDING, ids=lambda number: number.name)
def test_every_signal_that_would_end_it_wipes_first_and_leaves_no_core(number: signal.Signals) -> None:
    window = Keyboard()
    window.until("Typ een nummer of letter: ")
    window.type("b\n")
    window.until("Typ een nummer of letter: ")
    for _ in range(2):  # a terminal that hangs up sends more than one
        os.kill(window.child, number)
    assert window.ended() == 0
    after = window.shown.rpartition(WIPE)[2].decode()
    assert "Vraag" not in after
    assert "De check is gestopt en gewist." in after


def test_a_signal_that_comes_once_the_check_has_ended_does_not_kill_the_program() -> None:
    """A terminal that hangs up sends several, and the last may come while the program leaves."""
    window = Keyboard()
    window.until("Typ een nummer of letter: ")
    os.kill(window.child, signal.SIGQUIT)
    for _ in range(1000):
        os.kill(window.child, signal.SIGQUIT)  # nobody has waited for it yet, so that its number is still its own
        time.sleep(0.001)
    assert window.ended() == 0


@pytest.mark.parametrize("key", ["\x1c", "\x1a"], ids=["ctrl-backslash", "ctrl-z"])
def test_keys_that_end_or_stop_a_program_wipe_first(key: str) -> None:
    """No shell could have this program go on, so that the system doesn't stop it: it goes on by itself."""
    window = Keyboard()
    window.until("Typ een nummer of letter: ")
    window.type("b\n")
    window.until("Typ een nummer of letter: ")
    start = len(window.shown)
    window.type(key)
    if key == "\x1a":
        again = window.until("Typ een nummer of letter: ")
        assert "Vraag 1 van 9" in again.rpartition(WIPE)[2].decode()
        window.type("s\n")
    assert window.ended() == 0
    assert WIPE in window.shown[start:]
    assert "Vraag" not in window.shown.rpartition(WIPE)[2].decode()


def test_a_check_that_was_stopped_goes_on_where_it_was_and_shows_nothing_in_between() -> None:
    window = Keyboard(in_shell=True, PS1="$ ")
    window.until("$ ")
    window.type(f"{sys.executable} -m adapters talk\n")
    window.until("Typ een nummer of letter: ")
    window.type("b\n")
    window.until("Typ een nummer of letter: ")
    for meanwhile in ("", "bg; sleep 0.3"):
        window.type("\x1a")
        window.type(f"{meanwhile}\necho d'on'e\n")
        after = window.until("done").rpartition(WIPE)[2].decode()
        assert "Stopped" in after
        assert "Vraag" not in after
        window.type("fg\n")
        assert "Vraag 1 van 9" in window.until("Typ een nummer of letter: ").decode()
    window.type("1\n")
    assert "Vraag 2 van 9" in window.until("Typ een nummer of letter: ").decode()
    window.type("s\n")
    window.until("$ ")
    assert "Vraag" not in window.shown.rpartition(WIPE)[2].decode()
    window.type("exit\n")
    window.ended()


def test_a_check_that_was_stopped_for_too_long_has_expired() -> None:
    window = Keyboard(in_shell=True, PS1="$ ", GROOMINGCHECK_IDLE_MINUTES="0.03")
    window.until("$ ")
    window.type(f"{sys.executable} -m adapters talk\n")
    window.until("Typ een nummer of letter: ")
    window.type("\x1a")
    window.until("$ ")
    window.type("sleep 2; fg\n")
    assert "Deze check is verlopen" in window.until("Typ een nummer of letter: ").decode()
    window.type("\x04")
    window.until("$ ")
    window.type("exit\n")
    window.ended()


def test_a_window_that_is_closed_ends_it_at_once() -> None:
    window = Keyboard()
    window.until("Typ een nummer of letter: ")
    window.hang_up()
    assert os.waitstatus_to_exitcode(os.waitpid(window.child, 0)[1]) in {0, 74}


def test_even_a_fault_of_the_program_wipes(shipped: Content) -> None:
    """The clock stops working after the first screen, to simulate an unexpected fault."""
    leader, follower = pty.openpty()
    with open(follower, closefd=False) as source, open(follower, "w") as sink:  # noqa: PTH123

        def clock() -> float:
            if not select.select([source], [], [], 0)[0]:
                raise ChildProcessError
            return 1_800_000_000.0

        os.write(leader, b"b\n")  # it waits there until the first screen is shown
        dialogue = Dialogue(shipped, TokenCipher([b"s" * 32]), 900, clock)
        window = Console(source, sink, {"TERM": "xterm"})
        with pytest.raises(ChildProcessError):
            TerminalConversation(dialogue, shipped.words["nl"], "nl", 900, window).talk()
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
    done = run("b\n2\n", "talk", GROOMINGCHECK_MESSAGES=str(tmp_path))
    assert "2. Een &amp; ander\n" in done.stdout.decode()
    assert "Je koos: Een &amp; ander\n" in done.stdout.decode()


def test_a_window_left_with_half_a_line_in_it_is_wiped_in_time() -> None:
    """Ctrl-D after a letter passes on what is typed so far, and no line follows."""
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


@pytest.mark.parametrize("key", ["s\n", "\x04"], ids=["stop", "ctrl-d"])
def test_whose_window_cannot_be_wiped_is_told_so_before_and_after(key: str) -> None:
    window = Keyboard(TERM="dumb")
    assert "Dit venster kunnen we niet wissen." in window.until("Typ een nummer of letter: ").decode()
    window.type(key)
    assert window.ended() == 0
    assert window.shown.decode().rstrip().endswith("Sluit het zelf als je klaar bent.")
    assert "Aan het einde maken we dit venster leeg" not in window.shown.decode()


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
