"""The screens on which a fault is seen."""

import pytest

from bot.check import Check
from bot.events import Continued
from bot.views import Ask, Card, Chosen, Explanation, Help, Reading, View, Welcome
from messages.linting.whereabouts import Whereabouts
from messages.loading import loader
from messages.loading.faults import Fault
from messages.loading.folder import Folder
from messages.loading.organisation import Organisation

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
