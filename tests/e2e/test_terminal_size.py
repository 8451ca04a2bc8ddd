"""In a window of 80 × 24 every question stands on one screen, as the program prints it."""

import re

import pytest

from adapters.config.validators import LONGEST_CONTACT
from bot.check import Check, Question
from messages.content import Content
from messages.markup import plain
from tests.support.keyboard import Keyboard

ROWS, COLUMNS = 24, 80
CONTACT = "Veilig Werken en Leren, ".ljust(LONGEST_CONTACT - 13, ".") + "030-123 45 67"


class Window:
    """A real terminal of this size with a check in it."""

    def __init__(self, words: dict[str, str], locale: str) -> None:
        self._words = words
        self._keyboard = Keyboard(
            GROOMINGCHECK_LOCALE=locale, GROOMINGCHECK_MELDPUNT=CONTACT, GROOMINGCHECK_ACHTERWACHT=CONTACT
        )
        self._keyboard.resize(ROWS, COLUMNS)
        self._keyboard.until(words["terminal.prompt"])

    def shown(self, typed: str) -> list[str]:
        """Type the key of a button, by its name or as it is, and return the lines up to the next prompt."""
        self._keyboard.type(self._words.get(f"button.{typed}.key", typed) + "\n")
        output = self._keyboard.until(self._words["terminal.prompt"]).decode()
        echo, _, screen = re.sub(r"\x1b\[\d+m", "", output).partition("\r\n\r\n")
        assert "\r\n" not in echo
        return screen.split("\r\n")

    def asked(self, typed: str) -> str:
        """Do so, and return what is on the screen then, which fits."""
        lines = self.shown(typed)
        assert len(lines) <= ROWS, "\n".join(lines)
        assert max(map(len, lines)) <= COLUMNS
        return "\n".join(lines)

    def answer(self, question: Question) -> None:
        """Choose the first option, and go on from its card."""
        self.shown("1")
        if question.options[0].card:
            self.shown("continued")

    def ended(self) -> None:
        self._keyboard.type(self._words["button.stopped.key"] + "\n")
        assert self._keyboard.ended() == 0


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_every_question_fits_with_whatever_stands_above_and_below_it(
    shipped: Content, check: Check, locale: str
) -> None:
    """The tip for each answer to the question before it; and the answer to itself, on the way back and afterwards."""
    words = {key: plain(word) for key, word in shipped.words[locale].items()}
    total = len(check.questions)

    def progress(number: int) -> str:
        return words["ask.progress"].format(number=number, total=total)

    window = Window(words, locale)
    assert progress(1) in window.asked("began")
    for number, question in enumerate(check.questions[:-1], start=1):
        for option, given in reversed(list(enumerate(question.options, start=1))):
            told = [window.asked(typed) for typed in ((str(option), "continued") if given.card else (str(option),))][-1]
            assert words["ask.answered"].format(label="") in told
            assert progress(number + 1) in told
            back = [window.asked("went_back") for _ in range(2 if given.card else 1)][-1]
            assert words["ask.chosen"].format(label="") in back
            assert progress(number) in back
        window.answer(question)
    window.answer(check.questions[-1])
    for number in range(1, total + 1):
        window.shown("reviewed")
        assert progress(number) in window.asked(str(number))
    window.ended()
