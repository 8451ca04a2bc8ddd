"""What a whole turn costs, as a channel has it: unseal, step, words, and a seal for every button."""

from collections.abc import Iterable

from adapters.dialogue import Dialogue
from adapters.seal import Person
from benchmarks.conversation import buttons, conversations
from benchmarks.figure import Figure
from benchmarks.stopwatch import microseconds
from bot.check import Check

LOCALE = "nl"


def converse(dialogue: Dialogue, check: Check, person: Person, pressed: Iterable[int]) -> None:
    """Call up the check and press these buttons, each counted from 0 on its screen; keep no screen."""
    screen = dialogue.press(check.id, person, LOCALE)
    for button in pressed:
        screen = dialogue.press(screen.buttons[button].payload, person, LOCALE)


def figure(dialogue: Dialogue, check: Check) -> Figure:
    """Measure whole conversations, for each press in them."""
    talks = conversations(check)
    pressed = [tuple(buttons(check, events)) for events in talks]
    person = Person("benchmark", "1")

    def work() -> None:
        for presses in pressed:
            converse(dialogue, check, person, presses)

    return Figure("whole turn", round(microseconds(work) / sum(map(len, talks)), 1), "us/press")
