"""A screen of the wizard while it is being laid out: lines of text, and rows of buttons."""

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from adapters.checks.screen import Button, Screen
from adapters.reminders.wizard.actions import WizardAction, WizardPress, WizardScreen
from adapters.reminders.wizard.state import WizardState, listed
from messages.markup import plain


class ScreenBuilder:
    """Collects the lines and rows of one screen.

    Attributes:
        words: The product's words, by dotted key, as HTML.
        state: The wizard's state, from which the buttons lead on.
    """

    def __init__(
        self, words: Mapping[str, Markup], state: WizardState, make: Callable[[WizardState, WizardPress], str]
    ) -> None:
        """Start empty. `make`: returns the payload for a state and a press."""
        self.words = words
        self.state = state
        self._make = make
        self._lines: list[Markup] = []
        self._rows: list[tuple[Button, ...]] = []

    def say(self, key: str, **values: object) -> None:
        """Add a line with the words of this key, with these values filled in."""
        self.add(self.words[key].format(**values) if values else self.words[key])

    def add(self, *lines: Markup) -> None:
        """Add lines."""
        self._lines += lines

    def gap(self) -> None:
        """Add an empty line."""
        self._lines.append(Markup())

    def row(self, *buttons: Button) -> None:
        """Add a row of buttons, if there are any."""
        if buttons:
            self._rows.append(buttons)

    def rows(self, buttons: Iterable[Button], width: int) -> None:
        """Add rows of this many buttons."""
        found = tuple(buttons)
        self._rows += [found[start : start + width] for start in range(0, len(found), width)]

    def button(self, label: str, action: WizardAction, value: int = 0, state: WizardState | None = None) -> Button:
        """Return a button. `label`: HTML; `state`: the state that it leads on from, if not this screen's."""
        return Button("", plain(label), self._make(state or self.state, WizardPress(action, value)))

    def named(self, key: str, action: WizardAction, value: int = 0) -> Button:
        """Return a button labelled with the words of this key."""
        return self.button(self.words[key], action, value)

    def choice(self, label: Markup, action: WizardAction, value: int, *, chosen: bool) -> Button:
        """Return a button for a choice; its label shows whether it is chosen now."""
        return self.button(self.words["plan.chosen"].format(label=label) if chosen else label, action, value)

    def go(self, key: str, screen: WizardScreen) -> Button:
        """Return a button labelled with the words of this key, which leads to this screen."""
        return self.named(key, WizardAction.WENT, screen.value)

    def foot(self, *buttons: Button) -> None:
        """Add the last row: these buttons, and the one that closes the wizard."""
        self.row(*buttons, self.named("plan.close", WizardAction.CLOSED))

    def leave(self) -> Button:
        """Return the button that abandons a draft."""
        if self.state.reminder is not None:
            return self.go("plan.cancel", WizardScreen.ONE)
        return self.button(self.words["plan.cancel"], WizardAction.LISTED, state=listed(self.state))

    def screen(self) -> Screen:
        """Return the finished screen."""
        buttons = tuple(button for row in self._rows for button in row)
        return Screen("\n".join(self._lines), buttons, rows=tuple(len(row) for row in self._rows))
