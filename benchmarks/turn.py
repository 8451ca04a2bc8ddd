"""Measure a whole turn, as a channel sees it: decrypt, step, render, and create a token for every button."""

from collections.abc import Iterable

from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import Participant
from benchmarks.conversation import walks
from benchmarks.figure import Figure
from benchmarks.stopwatch import microseconds
from bot.check import Check

LOCALE = "nl"


def converse(dialogue: Dialogue, check: Check, person: Participant, pressed: Iterable[int]) -> None:
    """Start the check and press these buttons, each by its index on its screen, without keeping the screens."""
    screen = dialogue.press(check.id, person, LOCALE)
    for button in pressed:
        screen = dialogue.press(screen.buttons[button].payload, person, LOCALE)


def figure(dialogue: Dialogue, check: Check) -> Figure:
    """Measure complete conversations, per press."""
    pressed = walks(check)
    person = Participant("benchmark", "1")

    def work() -> None:
        for presses in pressed:
            converse(dialogue, check, person, presses)

    return Figure("whole turn", round(microseconds(work) / sum(1 + len(each) for each in pressed), 1), "us/press")
