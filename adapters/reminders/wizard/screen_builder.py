"""Build a screen of the wizard from lines of text, fields and rows of buttons."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from markupsafe import Markup

from adapters.checks.screen import Button, Field, FieldKind, Screen
from adapters.reminders.wizard.actions import WizardAction, WizardPress, WizardScreen
from adapters.reminders.wizard.presses import show
from adapters.reminders.wizard.state import WizardState
from messages.markup import plain

LONGEST = 3600
"""Maximum length of a screen: below any platform's limit, as some count an emoji twice."""


class ScreenBuilder:
    """Collects the contents of a screen.

    Attributes:
        words: The product's texts, by dotted key, as HTML.
        state: The screen's state.
        native: Whether the channel has pickers of its own and closes its window itself.
    """

    def __init__(
        self,
        words: Mapping[str, Markup],
        state: WizardState,
        make: Callable[[WizardState, WizardPress], str],
        *,
        native: bool,
    ) -> None:
        """Start empty. `make`: returns the payload for a state and a press."""
        self.words = words
        self.state = state
        self.native = native
        self._make = make
        self._lines: list[Markup] = []
        self._rows: list[tuple[Button, ...]] = []
        self._fields: list[Field] = []

    def say(self, key: str, **values: object) -> None:
        """Add a line: the text of this key, with these values."""
        self.add(self.words[key].format(**values) if values else self.words[key])

    def say_buttons(self, label: str, page: str) -> None:
        """Add a line per button of a post: the one that starts a check and, unless empty, the one for the page."""
        self.say("plan.button", label=label)
        if page:
            self.say("plan.page", label=page)

    def head(self, key: str) -> None:
        """Add the text of this key as a heading."""
        self.add(Markup("<b>{}</b>").format(self.words[key]))

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

    def field(self, kind: FieldKind, key: str, press: WizardPress, *chosen: str, **values: object) -> None:
        """Add a field with the text of this key, with these values, as its label."""
        label = plain(self.words[key].format(**values))
        self._fields.append(Field(kind, label, self._make(self.state, press), chosen))

    def button(
        self,
        label: str,
        press: WizardPress,
        state: WizardState | None = None,
        *,
        main: bool = False,
        danger: bool = False,
    ) -> Button:
        """Return a button. `label`: HTML; `state`: its state, this screen's by default."""
        return Button("", plain(label), self._make(state or self.state, press), main=main, danger=danger)

    def named(
        self, key: str, action: WizardAction, value: int = 0, *, main: bool = False, danger: bool = False
    ) -> Button:
        """Return a button labelled with the text of this key."""
        return self.button(self.words[key], WizardPress(action, value), main=main, danger=danger)

    def choice(self, label: Markup, press: WizardPress, *, chosen: bool) -> Button:
        """Return a button for a choice; its label shows whether it is chosen."""
        return self.button(self.words["plan.chosen"].format(label=label) if chosen else label, press)

    def go(self, key: str, screen: WizardScreen, argument: int = 0, *, main: bool = False) -> Button:
        """Return a button that opens this screen, labelled with the text of this key."""
        return self.button(self.words[key], show(screen, argument), main=main)

    def foot(self, *buttons: Button) -> None:
        """Add the last row: these buttons and the one that closes the wizard."""
        self.row(*buttons, *(() if self.native else (self.named("plan.close", WizardAction.CLOSE),)))

    def screen(self) -> Screen:
        """Return the finished screen."""
        return Screen(
            "\n".join(self._fitting()),
            tuple(button for row in self._rows for button in row),
            title=plain(self.words["reminder.title"]),
            rows=tuple(len(row) for row in self._rows),
            fields=tuple(self._fields),
        )

    def _fitting(self) -> Iterator[Markup]:
        """Yield the lines that fit in a message."""
        room = LONGEST
        for line in self._lines:
            room -= len(plain(line)) + 1
            if room < 0:
                yield self.words["plan.cut"]
                return
            yield line
