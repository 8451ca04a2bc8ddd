"""Lays out a screen as a message: its text and its rows of buttons, as API parameters. Pure, and without the SDK."""

from collections.abc import Iterator

from adapters.checks.screen import Button, Screen
from messages.markup import FOLD

ROW = 44
"""Characters that fit in a row of buttons on a phone 375 pixels wide."""
PADDING = 2
"""The width, in characters, that each button takes up besides its label."""
MOST_IN_ROW = 3

_QUOTATION = ("<blockquote expandable>", "</blockquote>")

ButtonRows = tuple[tuple[Button, ...], ...]
Buttons = tuple[tuple[str, str], ...]
"""The label and payload of each button, in Telegram's order."""


def rows(screen: Screen) -> ButtonRows:
    """Return the buttons in rows: the screen's own rows, or else arranged for a thumb.

    Each answer gets its own row. So do the main button and every button that wipes the check, so that no thumb hits
    one by accident. The others share rows, as many to a row as fit without cutting off a label.
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
    """Return the text in Telegram's HTML. Collapsible parts become quotations, of which apps show the first lines.

    Source: https://core.telegram.org/bots/api#html-style
    """
    html = str(screen.html)  # Markup.replace would escape the replacement
    html = html.replace(f"\n\n{FOLD[0]}", f"\n{FOLD[0]}")  # a quotation needs no empty line around it
    for tag, telegrams in zip(FOLD, _QUOTATION, strict=True):
        html = html.replace(tag, telegrams)
    return html


def keyboard(screen: Screen) -> dict[str, object] | None:
    """Return the buttons as raw JSON parameters; building SDK objects would take longer than the rest of a call."""
    laid = [[_button(one) for one in row] for row in rows(screen)]
    laid += [[{"text": one.label, "url": one.address}] for one in screen.links]
    return {"reply_markup": {"inline_keyboard": laid}} if laid else None


def content(screen: Screen) -> dict[str, object]:
    """Return the text and the buttons of a message as raw JSON parameters."""
    return {"text": text(screen), "parse_mode": "HTML", **(keyboard(screen) or {})}


def numbered(buttons: Buttons, typed: str) -> str | None:
    """Return the payload of the button whose label starts with this number; None if there is none."""
    return next((payload for label, payload in buttons if label.startswith(f"{int(typed)}. ")), None)


def _given(screen: Screen) -> Iterator[tuple[Button, ...]]:
    start = 0
    for width in screen.rows:
        yield screen.buttons[start : start + width]
        start += width


def _button(button: Button) -> dict[str, str]:
    """Return a button as JSON. The label of an answer starts with its number, for people who prefer to type it."""
    label = f"{button.key}. {button.label}" if button.answers else button.label
    style = {"style": "primary"} if button.main else {"style": "danger"} if button.wipes or button.danger else {}
    return {"text": label, "callback_data": button.payload, **style}
