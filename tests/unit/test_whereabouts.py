"""The screens on which a fault is seen."""

import sys
from types import CodeType, FrameType
from typing import Self

import pytest

from bot.check import Check
from bot.events import Continued
from bot.views import Ask, Card, Chosen, Explanation, Help, Reading, View, Welcome
from messages.linting.whereabouts import Whereabouts
from messages.loading import loader
from messages.loading.faults import Fault
from messages.loading.folder import Folder
from messages.loading.organisation import Organisation
from messages.rendering.renderer import Renderer

NL, CHECK = "groomingcheck/nl.toml", "groomingcheck/check.toml"
SECOND = Ask("signals", 2, Chosen("contact", "some"), None, complete=False)
FIRST = Ask("contact", 1, None, None, complete=False)


@pytest.fixture(scope="module")
def places() -> Whereabouts:
    return Whereabouts(loader.read(Folder(), concepts=True), Folder(), Organisation())


@pytest.mark.parametrize(
    ("fault", "on", "off"),
    [
        (Fault(NL, "question.contact.hint", "rare_word"), FIRST, SECOND),
        (Fault(NL, "question.contact.guidance.some", "long_snippet"), SECOND, FIRST),
        (Fault(NL, "question.contact.label.some", "rare_word"), FIRST, Help()),
        (Fault(NL, "question.signals", "full_question", {"tip": "question.contact.guidance.some"}), SECOND, FIRST),
        (Fault(CHECK, "question.signals.options", "many_buttons"), SECOND, FIRST),
        (Fault(NL, "question.contact.why", "full_screen"), Explanation("contact", None), FIRST),
        (Fault(NL, "card.signals.text", "rare_word"), Reading("signals", Continued(2)), Card("evidence")),
        (Fault("groomingcheck/help.toml", "number.police.checked", "outdated"), Help(), Welcome()),
        (Fault("words/nl.toml", "button.opened_why.label", "too_long"), FIRST, Help()),
        (Fault("words/nl.toml", "welcome.kept", "rare_word"), Welcome(), FIRST),
    ],
    ids=lambda one: one.key if isinstance(one, Fault) else "",
)
def test_a_fault_is_on_the_screens_that_show_it(
    places: Whereabouts, check: Check, fault: Fault, on: View, off: View
) -> None:
    assert places.concerns(fault, check, "nl", on)
    assert not places.concerns(fault, check, "nl", off)
    if fault.file in {NL, "words/nl.toml"}:
        assert not places.concerns(fault, check, "en", on)


def test_a_fault_that_nobody_sees_is_on_no_screen(places: Whereabouts, check: Check) -> None:
    for fault in (Fault("stray.toml", "", "stray"), Fault("groomingcheck/prompts.toml", "prompt.ask.nl", "banned")):
        assert not [one for one in (Welcome(), FIRST, SECOND, Help()) if places.concerns(fault, check, "nl", one)]


class Calls:
    """Counts how often a function is called within a block."""

    def __init__(self, code: CodeType) -> None:
        self._code, self.count = code, 0

    def __enter__(self) -> Self:
        sys.setprofile(self._called)
        return self

    def __exit__(self, *_raised: object) -> None:
        sys.setprofile(None)

    def _called(self, frame: FrameType, what: str, _argument: object) -> None:
        self.count += what == "call" and frame.f_code is self._code


def test_a_screen_is_rendered_once_however_many_faults_there_are(check: Check) -> None:
    places = Whereabouts(loader.read(Folder(), concepts=True), Folder(), Organisation())
    faults = [Fault(NL, f"question.contact.{key}", "rare_word") for key in ("hint", "why", "label.some")]
    with Calls(Renderer.render.__code__) as rendered:
        assert [places.concerns(fault, check, "nl", FIRST) for fault in faults] == [True, False, True]
    assert rendered.count == 1


@pytest.mark.parametrize("file", [NL, "stray.toml", "groomingcheck/prompts.toml", "groomingcheck/en.toml"])
def test_nothing_is_rendered_for_a_fault_that_can_be_on_no_screen(check: Check, file: str) -> None:
    with Calls(Renderer.__init__.__code__) as made:
        places = Whereabouts(loader.read(Folder(), concepts=True), Folder(), Organisation())
        assert not places.concerns(Fault(file, "", "not_toml"), check, "nl", FIRST)
    assert made.count == 0
