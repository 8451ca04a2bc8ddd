"""A check in a terminal, line by line, usable with and without a screen reader.

1. The terminal is wiped when the check is over, when nobody answers in time, and before Ctrl-Z stops the program; on
   resuming, the screen is shown again. If the terminal can't be wiped, the person is told so.
2. With a pipe it just reads lines and writes text. If the input ends early, so does the check, with a closing text.
3. An unknown choice gets a one-line message, and the question stays.
"""

from collections.abc import Mapping

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Screen
from adapters.checks.state_token import Participant
from adapters.terminal.console import Console, ResumedError
from adapters.terminal.layout import text

HERE = Participant("terminal", "here")


class TerminalConversation:
    """A conversation on a console."""

    def __init__(
        self, dialogue: Dialogue, words: Mapping[str, str], locale: str, idle: float, console: Console
    ) -> None:
        """Prepare a conversation.

        Args:
            dialogue: Runs the check.
            words: The product's words in this language, by dotted key.
            locale: The language.
            idle: Seconds to wait for an answer.
            console: The console of the conversation.
        """
        self._dialogue = dialogue
        self._words = words
        self._locale = locale
        self._idle = idle
        self._console = console

    def talk(self) -> None:
        """Run one check from start to end; however it ends, a terminal that can be wiped is wiped.

        If there are several checks, the first screen asks which.
        """
        try:
            over = self._hold()
        except KeyboardInterrupt:
            over = False
        except BaseException:
            self._console.wipe()
            raise
        if not over:
            self._console.wipe()
            self._console.show(self._words["terminal.ended"])
        self._warn_unless_wiped()

    def _hold(self) -> bool:
        """Show screen after screen; return False if the input ends before the check does."""
        if self._console.erasable:
            self._console.show(self._words["terminal.wiped"])
        self._warn_unless_wiped()
        screen: Screen | None = self._dialogue.welcome(HERE, self._locale)
        while screen:
            if screen.over:
                self._console.wipe()
            self._console.show(text(screen))
            if not screen.buttons:
                return True
            screen = self._next(screen)
        return False

    def _warn_unless_wiped(self) -> None:
        """Tell a person at a terminal that can't be wiped that the text remains there."""
        if self._console.keyboard and not self._console.erasable:
            self._console.show(self._words["terminal.stays"])

    def _next(self, screen: Screen) -> Screen | None:
        words = self._dialogue.words(screen.locale or self._locale)
        while True:
            self._console.write(words["terminal.prompt"])
            try:
                typed = self._console.read(None if screen.over else self._idle)
            except TimeoutError:
                return self._dialogue.press("", HERE, self._locale)
            except ResumedError:
                self._console.show(text(screen))
                continue
            if typed is None:
                return None
            for button in screen.buttons:
                if button.key == typed.strip().lower():
                    return self._dialogue.press(button.payload, HERE, self._locale)
            self._console.show(words["terminal.unknown"])
