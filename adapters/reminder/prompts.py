"""Which prompt is posted: the prepared ones of a check take turns."""

from collections.abc import Sequence

from adapters.dialogue import Dialogue
from adapters.reminder.poster import Prompt


class Prompts:
    """The prompts of every check, in one language."""

    def __init__(self, dialogue: Dialogue, locale: str) -> None:
        """`locale`: ISO 639-1; a check without prompts in it has those of its first language."""
        self._dialogue = dialogue
        self._locale = locale

    @property
    def checks(self) -> Sequence[str]:
        """Give the id of every check that has prompts."""
        return tuple(check for check in self._dialogue.checks if self._dialogue.prompts(check, self._locale))

    def turn(self, check: str, number: int) -> Prompt | None:
        """Give the prompt whose turn it is after so many posts; None for a check that has none, or isn't there."""
        found = self._dialogue.prompts(check, self._locale)
        labels = {start.payload: start.label for start in self._dialogue.starts(self._locale)}
        return Prompt(found[number % len(found)], check, labels[check]) if found else None
