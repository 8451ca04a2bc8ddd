"""Samples of every kind of surface that people see on Slack, for validation in advance."""

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Button, CheckOutcome, Screen
from adapters.checks.state_token import Participant
from adapters.reminders.prompts import Prompts
from adapters.slack import modal, publisher, sample_wizard, wizard_modal
from adapters.slack.blocks import Json
from adapters.slack.home import home
from adapters.slack.settings import NAME
from messages.markup import plain

OPTIONS = 6
"""How many answers of each question are tried to reach further screens."""
_NOBODY = Participant(NAME, "U0")
_ID = "example"


@dataclass(frozen=True, slots=True)
class Surface:
    """A view or a message that people see.

    Attributes:
        name: What it is, for an operator.
        kind: "view" or "message", as for `blocks.validate`.
        content: The JSON as sent to Slack.
    """

    name: str
    kind: str
    content: Json


def surfaces(dialogue: Dialogue, locale: str, page: str | None = None) -> Iterator[Surface]:
    """Yield each kind once: every screen of every check, its possible ends, the reminders, and the Home tab.

    `page`: the public address of the check in a browser, for the button of reminders; None if there is none.
    """
    for check in dialogue.checks:
        yield from _check(dialogue, locale, check)
    erased = Screen(dialogue.words(locale)["chat.erased"], outcome=CheckOutcome.EXPIRED, title=dialogue.title(locale))
    stopped, expired = dialogue.stopped(locale), dialogue.press("", _NOBODY, locale)
    for name, screen in (("wiped window", erased), ("stopped check", stopped), ("expired check", expired)):
        yield Surface(name, "view", _modal(dialogue, locale, screen))
    yield Surface("Home tab", "view", home(dialogue, locale))
    yield from _reminders(dialogue, locale, page)


def _check(dialogue: Dialogue, locale: str, check: str) -> Iterator[Surface]:
    """Yield one screen of each kind in a check."""
    found: dict[str, tuple[str, Screen]] = {}
    for name, screen in _screens(dialogue, locale, check):
        found.setdefault(screen.html, (name, screen))
    for name, screen in found.values():
        yield Surface(f"{name} of {check}", "view", _modal(dialogue, locale, screen))


def _screens(dialogue: Dialogue, locale: str, check: str) -> Iterator[tuple[str, Screen]]:
    """Yield all screens along one path with their side screens, and the cards and the end of other paths."""
    first, *others = [_walk(dialogue, locale, check, option) for option in range(OPTIONS)]
    yield from ((f"screen {number}", screen) for number, screen in enumerate(first, start=1))
    for screen in (first[0], first[1], first[-1]):
        for button in screen.buttons:
            if not button.answers:
                yield button.label, dialogue.press(button.payload, _NOBODY, locale)
    for way in others:
        yield from (("card", screen) for screen in way[1:-1] if not any(button.answers for button in screen.buttons))
        yield "advice with an alert" if way[-1].urgent else "advice", way[-1]


def _walk(dialogue: Dialogue, locale: str, check: str, option: int) -> list[Screen]:
    """Return the screens of a check in which every question gets this answer, or its last if there are fewer."""
    screens = [dialogue.start(check, _NOBODY, locale)]
    while button := _next(screens[-1], option):
        screens.append(dialogue.press(button.payload, _NOBODY, locale))
    return screens


def _next(screen: Screen, option: int) -> Button | None:
    """Return the button to the next screen; None at the end of the check."""
    answers = [button for button in screen.buttons if button.answers]
    leading = next((button for button in screen.buttons if button.main and not button.wipes), None)
    return answers[min(option, len(answers) - 1)] if answers else leading


def _modal(dialogue: Dialogue, locale: str, screen: Screen) -> Json:
    words = (plain(dialogue.words(locale)[key]) for key in ("modal.close", "modal.answer"))
    return modal.view(screen, _ID, modal.ModalWords(locale, *words))


def _reminders(dialogue: Dialogue, locale: str, page: str | None) -> Iterator[Surface]:
    words, prompts = dialogue.words(locale), Prompts(dialogue, locale, page)
    for name, screen in sample_wizard.screens(dialogue, locale, page):
        yield Surface(f"screen {name} of reminders", "view", wizard_modal.view(screen, _ID, _ID, words))
    for check in prompts.checks:
        if post := prompts.trial(check):
            said, blocks = publisher.message(post)
            yield Surface("post of a reminder", "message", {"text": said, "blocks": blocks})
