"""With two checks on, the terminal asks which, at a keyboard and from a pipe; and any check there is can be tried."""

import os
import signal

import pytest

from tests.conftest import ORGANISATION
from tests.support.command import run
from tests.support.keyboard import Keyboard, piped

TWO = {"GROOMINGCHECK_MESSAGES": str(ORGANISATION), "GROOMINGCHECK_CHECKS": "moneycheck,groomingcheck"}
CHOICE = "Welke check wil je doen?\n\n1. Start: Geldcheck\n2. Start: Groomingcheck\n"
WIPE = b"\x1b[H\x1b[2J\x1b[3J"


@pytest.mark.parametrize("command", [(), ("talk",)])
def test_a_number_chooses_one_in_their_order(command: tuple[str, ...]) -> None:
    done = piped("1\nb\n1\n1\nk\n", *command, **TWO)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith(CHOICE)
    assert done.stdout.decode().count("Geldcheck\nIs er nu gevaar? Bel 112.") == 1
    assert done.stdout.decode().rstrip().endswith("Dank je wel voor je aandacht.")


def test_the_question_is_in_the_language_asked_for() -> None:
    shown = run("", "talk", "--locale", "en", **TWO).stdout.decode()
    assert shown.startswith("Which check would you like to do?\n\n1. Start: Money check\n2. Start: Grooming check\n")


@pytest.mark.parametrize("typed", ["3", "", "geld", "s"])
def test_an_unknown_choice_gets_a_line_and_the_question_stays(typed: str) -> None:
    shown = run(f"{typed}\n2\n", "talk", **TWO).stdout.decode()
    assert shown.count("Die keuze is er niet.") == 1
    assert "Groomingcheck\nIs er nu gevaar?" in shown


def test_input_that_ends_at_the_question_ends_politely() -> None:
    done = run("", "talk", **TWO)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().rstrip().endswith("De check is gestopt en gewist.")


def test_a_check_that_is_named_is_not_asked_for() -> None:
    for check, title in (("groomingcheck", "Groomingcheck"), ("moneycheck", "Geldcheck")):
        assert run("", "talk", "--check", check, **TWO).stdout.decode().startswith(f"{title}\nIs er nu gevaar")


def test_a_check_that_is_off_can_be_tried() -> None:
    own = {"GROOMINGCHECK_MESSAGES": str(ORGANISATION)}
    assert run("", "talk", **own).stdout.decode().startswith("Groomingcheck\n")
    done = run("b\n1\n1\nk\n", "talk", "--check", "moneycheck", **own)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Wie kijkt er mee naar het geld?" in done.stdout.decode()


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_leaving_at_the_question_wipes(key: str) -> None:
    window = asked()
    window.type(key)
    assert window.ended() == 0
    assert "De check is gestopt en gewist." in after_wiping(window)


def test_being_told_to_stop_at_the_question_wipes() -> None:
    window = asked()
    os.kill(window.child, signal.SIGTERM)
    assert window.ended() == 0
    assert "De check is gestopt en gewist." in after_wiping(window)


def test_a_check_that_was_chosen_at_a_keyboard_goes_on_to_its_end() -> None:
    window = asked()
    for typed in ("1", "b", "1", "1"):
        window.type(f"{typed}\n")
        window.until("Typ een nummer of letter: ")
    window.type("k\n")
    assert window.ended() == 0
    assert "Dank je wel voor je aandacht." in after_wiping(window)


def asked() -> Keyboard:
    """Return a terminal in which the program asks which check."""
    window = Keyboard(anew=False, in_shell=False, **TWO)
    assert "2. Start: Groomingcheck" in window.until("Typ een nummer of letter: ").decode()
    return window


def after_wiping(window: Keyboard) -> str:
    """Return what stands there once it was wiped, of which nothing was there before."""
    after = window.shown.rpartition(WIPE)[2].decode()
    assert "Start: " not in after
    return after
