"""Chooses which prompt is posted: those of a check take turns."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.checks.dialogue import Dialogue
from adapters.reminders.publisher import ReminderPost


class Prompts:
    """The prompts of every check, in one language."""

    def __init__(self, dialogue: Dialogue, locale: str) -> None:
        """Prepare. `locale`: ISO 639-1; a check without prompts in it has those of its first language."""
        self._dialogue = dialogue
        self._locale = locale

    @property
    def checks(self) -> Sequence[str]:
        """Return the id of every check that has prompts."""
        return tuple(check for check in self._dialogue.checks if self._dialogue.prompts(check, self._locale))

    def turn(self, check: str, number: int) -> ReminderPost | None:
        """Return the prompt that follows this many posts; None if the check has none, or doesn't exist."""
        found = self._dialogue.prompts(check, self._locale)
        labels = {start.payload: start.label for start in self._dialogue.starts(self._locale)}
        return ReminderPost(found[number % len(found)], check, labels[check]) if found else None

    def trial(self, check: str) -> ReminderPost | None:
        """Return what is posted to find out whether a prompt of this check can be; None as for `turn`."""
        first = self.turn(check, 0)
        return first and replace(first, html=self._dialogue.words(self._locale)["reminder.trial"], trial=True)
