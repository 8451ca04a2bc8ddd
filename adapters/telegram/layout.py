"""Messages as Telegram is sent them: what they say, and how their buttons lie. Pure, and nothing of the SDK."""

from dataclasses import dataclass

from adapters.dialogue import Button, Screen

ROW = 24
"""Characters of the labels in one row of buttons, at most; a longer label has a row of its own."""
MOST_IN_ROW = 3


@dataclass(frozen=True, slots=True)
class Post:
    """A message to send. `html`: for parse mode HTML; `rows`: of buttons, each a label and a payload.

    `link`: a label and an address, as the one button below it.
    """

    html: str
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    link: tuple[str, str] | None = None


def write(screen: Screen) -> Post:
    """Lay a screen out as a message.

    An answer has a row of its own, and shows its number for people who would rather type it. So has the last button,
    which is the one that stops: no thumb on its way to another hits it.
    """
    rows: list[list[Button]] = []
    for button in screen.buttons:
        alone = button.key.isdecimal() or button is screen.buttons[-1] or not rows or rows[-1][-1].key.isdecimal()
        if alone or len(rows[-1]) == MOST_IN_ROW or sum(len(one.label) for one in (*rows[-1], button)) > ROW:
            rows.append([button])
        else:
            rows[-1].append(button)
    numbered = not screen.over
    return Post(screen.html, tuple(tuple((_label(one, numbered), one.payload) for one in row) for row in rows))


def numbered(buttons: tuple[tuple[str, str], ...], typed: str) -> str | None:
    """Give the payload of the button that shows this number; None if there is none."""
    return next((payload for label, payload in buttons if label.startswith(f"{int(typed)}. ")), None)


def _label(button: Button, numbered: bool) -> str:  # noqa: FBT001
    return f"{button.key}. {button.label}" if numbered and button.key.isdecimal() else button.label
