"""A screen for a coordinator while it is being laid out: lines, and rows of buttons that carry where the plan goes."""

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from adapters.telegram.layout import Post
from bot.move import Act, Move, Screen
from bot.plan import Plan, listed
from messages.markup import plain

_Button = tuple[str, str]


class Sheet:
    """Lines and rows, for one plan."""

    def __init__(self, words: Mapping[str, Markup], plan: Plan, make: Callable[[Plan, Move], str]) -> None:
        """`words`: of the product, by dotted key; `make`: gives the payload for a plan and a move."""
        self.words = words
        self.plan = plan
        self._make = make
        self._lines: list[Markup] = []
        self._rows: list[tuple[_Button, ...]] = []

    def say(self, key: str, **values: object) -> None:
        """Add a line of this word, with these values in it."""
        self.add(self.words[key].format(**values) if values else self.words[key])

    def add(self, *lines: Markup) -> None:
        """Add these lines."""
        self._lines += lines

    def gap(self) -> None:
        """Leave a line out."""
        self._lines.append(Markup())

    def row(self, *buttons: _Button) -> None:
        """Add a row of buttons."""
        if buttons:
            self._rows.append(buttons)

    def rows(self, buttons: Iterable[_Button], width: int) -> None:
        """Add rows of so many buttons."""
        found = tuple(buttons)
        self._rows += [found[start : start + width] for start in range(0, len(found), width)]

    def button(self, label: str, act: Act, value: int = 0, plan: Plan | None = None) -> _Button:
        """Give a button. `label`: as HTML; `plan`: another than the sheet's."""
        return plain(label), self._make(plan or self.plan, Move(act, value))

    def named(self, key: str, act: Act, value: int = 0) -> _Button:
        """Give a button that says this word."""
        return self.button(self.words[key], act, value)

    def choice(self, label: Markup, act: Act, value: int, *, chosen: bool) -> _Button:
        """Give a button for something that can be chosen, and that says whether it is."""
        return self.button(self.words["plan.chosen"].format(label=label) if chosen else label, act, value)

    def go(self, key: str, screen: Screen) -> _Button:
        """Give a button that says this word and leads to this screen."""
        return self.named(key, Act.WENT, screen.value)

    def foot(self, *buttons: _Button) -> None:
        """Add the last row: these, and the one that closes all of it."""
        self.row(*buttons, self.named("plan.close", Act.CLOSED))

    def leave(self) -> _Button:
        """Give the button that leaves a draft behind."""
        if self.plan.reminder is not None:
            return self.go("plan.cancel", Screen.ONE)
        return self.button(self.words["plan.cancel"], Act.LISTED, plan=listed(self.plan))

    def post(self) -> Post:
        """Give all of it as a message."""
        return Post("\n".join(self._lines), tuple(self._rows))
