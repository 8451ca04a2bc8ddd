"""The titles of windows that show a check."""

from bot.check import Check
from bot.views import Ask, View
from messages.content import Content
from messages.markup import plain
from messages.rendering.renderer import Renderer


class WindowTitles:
    """The titles of the windows of all checks, rendered in advance."""

    def __init__(self, content: Content) -> None:
        """Render them."""
        self._asked = {
            (check.id, locale): [
                plain(words["ask.progress"].format(number=number, total=len(check.questions)))
                for number in range(1, len(check.questions) + 1)
            ]
            for check in content.checks.values()
            for locale, words in content.words.items()
        }

    def title(self, check: Check, view: View, renderer: Renderer) -> str:
        """Return the progress for a question, or else the check's title, as plain text."""
        return self._asked[check.id, renderer.locale][view.number - 1] if isinstance(view, Ask) else renderer.name
