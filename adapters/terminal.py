"""The whole bot in a terminal: numbers and letters, line by line, for the eye and for a screen reader.

1. At a keyboard the window is wiped when the check is over, and when nobody answers in time.
2. From a pipe it reads lines and writes text, nothing else. Input that ends early ends the check politely.
3. A choice that is not there gets one line, and the question stays.
"""

from collections.abc import Mapping
from html import escape

from adapters.dialogue import Dialogue, Screen
from adapters.seal import Person
from adapters.window import Window

HERE = Person("terminal", "here")


class Terminal:
    """A conversation in one window."""

    def __init__(self, dialogue: Dialogue, words: Mapping[str, str], locale: str, idle: float, window: Window) -> None:
        """`words`: the product's in this language, by dotted key; `idle`: seconds to wait for an answer."""
        self._dialogue = dialogue
        self._words = words
        self._locale = locale
        self._idle = idle
        self._window = window

    def talk(self, check: str) -> None:
        """Hold one check from start to end; however it ends, nothing of it stays in the window."""
        try:
            over = self._hold(check)
        except KeyboardInterrupt:
            over = False
        except BaseException:
            self._window.wipe()
            raise
        if not over:
            self._window.wipe()
            self._window.show(self._words["terminal.ended"])

    def _hold(self, check: str) -> bool:
        """Go from screen to screen; false when the input ends before the check does."""
        if self._window.erasable:
            self._window.show(self._words["terminal.wiped"])
        screen: Screen | None = self._dialogue.start(check, HERE, self._locale)
        while screen:
            if screen.over:
                self._window.wipe()
            self._window.show(_text(screen))
            if not screen.buttons:
                return True
            screen = self._next(screen)
        return False

    def _next(self, screen: Screen) -> Screen | None:
        while True:
            self._window.write(self._words["terminal.prompt"])
            try:
                typed = self._window.read(None if screen.over else self._idle)
            except TimeoutError:
                return self._dialogue.press("", HERE, self._locale)
            if typed is None:
                return None
            for button in screen.buttons:
                if button.key == typed.strip().lower():
                    return self._dialogue.press(button.payload, HERE, self._locale)
            self._window.show(self._words["terminal.unknown"])


def _text(screen: Screen) -> str:
    choices = "\n".join(f"{button.key}. {escape(button.label)}" for button in screen.buttons)
    return f"{screen.html}\n\n{choices}".strip()
