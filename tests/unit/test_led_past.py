"""What somebody sees of a check in which an answer leads past questions."""

from pathlib import Path

import pytest

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Screen
from adapters.checks.state_token import Participant, TokenCipher
from messages.loading.organisation import Organisation
from tests.support.loading import load_content

ANN = Participant("telegram", "1001")
OWN = """
[question.contact]
leads_to = { recognise = ["some"] }
[question.signals]
shows = {}
[question.recognise]
leads_to = { location = ["no"], advice = ["unsure"] }
"""
SKIPPED = {"nl": "(wat ertussen zit, is niet nodig)", "en": "(the questions in between aren’t needed)"}


class Talk:
    """A check in which question 1 may lead to question 3, and that to question 9 or to the advice."""

    def __init__(self, folder: Path, locale: str) -> None:
        (folder / "groomingcheck").mkdir()
        (folder / "groomingcheck" / "check.toml").write_text(OWN)
        self._locale = locale
        self._dialogue = Dialogue(load_content(Organisation(folder=folder)), TokenCipher([b"s" * 32]), 900)
        self.screen = self._dialogue.start("groomingcheck", ANN, locale)

    def press(self, *keys: str) -> Screen:
        for key in keys:
            payloads = {button.key: button.payload for button in self.screen.buttons}
            self.screen = self._dialogue.press(payloads[key], ANN, self._locale)
        return self.screen


@pytest.mark.parametrize("locale", SKIPPED)
def test_who_is_led_past_questions_is_told_so_by_the_number_of_the_question(tmp_path: Path, locale: str) -> None:
    talk = Talk(tmp_path, locale)
    assert SKIPPED[locale] not in talk.press("b").html
    led = talk.press("2")
    progress = {"nl": "Vraag 3 van 9", "en": "Question 3 of 9"}[locale]
    assert f"{progress} {SKIPPED[locale]}\n" in led.html
    assert led.title == progress
    assert f"{progress}\n" not in led.html


def test_who_is_led_nowhere_else_is_told_nothing(tmp_path: Path) -> None:
    talk = Talk(tmp_path, "nl")
    assert "Vraag 2 van 9\n" in talk.press("b", "1").html
    assert "Vraag 3 van 9\n" in talk.press("1").html


def test_what_was_not_asked_is_neither_listed_nor_to_be_changed(tmp_path: Path) -> None:
    talk = Talk(tmp_path, "nl")
    overview = talk.press("b", "2", "3", "1", "n")
    assert [line[:2] for line in overview.html.split("\n") if line[:1].isdigit()] == ["1.", "3.", "9."]
    changes = [button.label for button in overview.buttons if button.label.startswith("Wijzig")]
    assert changes == ["Wijzig antwoord 1", "Wijzig antwoord 3", "Wijzig antwoord 9"]
    assert "Vraag 9 van 9" in talk.press("3").html


def test_going_back_and_changing_an_answer_follow_the_path(tmp_path: Path) -> None:
    talk = Talk(tmp_path, "nl")
    assert "Vraag 1 van 9" in talk.press("b", "2", "v").html
    assert "Vraag 9 van 9" in talk.press("2", "3").html
    assert "Vraag 3 van 9" in talk.press("v").html
    advice = talk.press("4")
    assert "<b>Advies</b>" in advice.html
    changed = talk.press("n", "2", "3")
    assert "Vraag 9 van 9" in changed.html  # it is on the path again, and is asked


def test_the_advice_has_no_points_of_what_was_not_asked(tmp_path: Path) -> None:
    """No rule holds by an answer to it either, even if it had one before."""
    talk = Talk(tmp_path, "nl")
    talk.press("b", "1", "1", "1", "1", "2")  # signs that nobody has heard of yet
    for screen in (talk.press("v", "v", "v", "4"), talk.press("m")):
        assert "<b>Doe nu</b>" not in screen.html
