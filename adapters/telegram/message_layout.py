"""Lays a screen out as a message: the rows of its buttons, and their parameters. Pure, and without the SDK."""

from collections.abc import Iterator

from adapters.checks.screen import Button, Screen
from messages.markup import FOLD

ROW = 44
"""Characters across a row of buttons on a phone of 375 pixels."""
PADDING = 2
"""Characters of room that each button takes besides its label."""
MOST_IN_ROW = 3

_QUOTATION = ("<blockquote expandable>", "</blockquote>")

ButtonRows = tuple[tuple[Button, ...], ...]
Buttons = tuple[tuple[str, str], ...]
"""Labels and payloads, as Telegram shows them."""


def rows(screen: Screen) -> ButtonRows:
    """Return the buttons in rows, as the screen has them, or else arranged for a thumb.

    Each answer has a row of its own. So have the main button, and whatever wipes the check: no thumb on its way to
    another hits it. The others share rows in which no label is cut off.
    """
    if screen.rows:
        return tuple(_given(screen))
    found: list[list[Button]] = []
    for button in screen.buttons:
        if found and _share(found[-1], button):
            found[-1].append(button)
        else:
            found.append([button])
    return tuple(map(tuple, found))


def _share(row: list[Button], button: Button) -> bool:
    """Return whether this button can join those in a row."""
    if len(row) == MOST_IN_ROW or _alone(row[0]) or _alone(button):
        return False
    room = ROW // (len(row) + 1) - PADDING
    return all(len(one.label) <= room for one in (*row, button))


def _alone(button: Button) -> bool:
    return button.answers or button.main or button.wipes


def text(screen: Screen) -> str:
    """Return the text in Telegram's HTML: what may be folded away is a quotation of which apps show the first lines.

    Source: https://core.telegram.org/bots/api#html-style
    """
    html = str(screen.html)  # Markup would escape what is put in
    html = html.replace(f"\n\n{FOLD[0]}", f"\n{FOLD[0]}")  # a quotation stands apart without an empty line
    for tag, telegrams in zip(FOLD, _QUOTATION, strict=True):
        html = html.replace(tag, telegrams)
    return html


def keyboard(screen: Screen) -> dict[str, object] | None:
    """Return the buttons as raw JSON parameters; building the SDK's objects takes longer than the rest of a call."""
    laid = [[_button(one) for one in row] for row in rows(screen)]
    laid += [[{"text": one.label, "url": one.address}] for one in screen.links]
    return {"reply_markup": {"inline_keyboard": laid}} if laid else None


def content(screen: Screen) -> dict[str, object]:
    """Return what a message shows as raw JSON parameters: its text and its buttons."""
    return {"text": text(screen), "parse_mode": "HTML", **(keyboard(screen) or {})}


def numbered(buttons: Buttons, typed: str) -> str | None:
    """Return the payload of the button with this number; None if there is none."""
    return next((payload for label, payload in buttons if label.startswith(f"{int(typed)}. ")), None)


def _given(screen: Screen) -> Iterator[tuple[Button, ...]]:
    start = 0
    for width in screen.rows:
        yield screen.buttons[start : start + width]
        start += width


def _button(button: Button) -> dict[str, str]:
    """Return the button; the label of an answer starts with its number, for people who would rather type it."""
    label = f"{button.key}. {button.label}" if button.answers else button.label
    style = {"style": "primary"} if button.main else {"style": "danger"} if button.wipes or button.danger else {}
    return {"text": label, "callback_data": button.payload, **style}
