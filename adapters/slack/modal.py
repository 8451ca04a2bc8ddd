"""A screen as a modal: blocks as Slack wants them, for the eye and for a screen reader. Pure.

1. Text goes as rich text, so that no letter of it is taken for markup.
2. What is urgent has an alert of its own, and stands in the text as well where it is too long for one.
3. Nothing readable stands in an id; where a check stands rides, sealed, in the values of its buttons.
Source: https://docs.slack.dev/reference/block-kit and /reference/views
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from adapters.dialogue import Button, Screen
from adapters.slack.wire import CHECK, PRESS, START
from messages.markup import pieces, plain

Json = dict[str, Any]
LABEL = 75
"""Characters of a button, and of what a screen reader says of it."""
ALERT = 200
"""Characters of an alert."""
BULLET = "• "


@dataclass(frozen=True, slots=True)
class Words:
    """The product's own words that a modal needs. `answer`: with {number} and {label} in it."""

    close: str
    answer: str


def view(screen: Screen, name: str, words: Words) -> Json:
    """Give the modal that shows this screen. `name`: by which it can be found again, of our own choosing."""
    told: Json = {
        "type": "modal",
        "callback_id": CHECK,
        "external_id": name,
        "notify_on_close": not screen.over,
        "title": _plain(screen.title),
        "close": _plain(words.close),
        "blocks": list(_blocks(screen, words)),
    }
    last = next((button for button in screen.buttons if button.finishes), None)
    return {**told, "submit": _plain(last.label)} if last else told


def start(buttons: Sequence[Button]) -> Json:
    """Give a row of buttons that start a check, for any surface."""
    return _row(buttons, 0, START)


def text(html: str) -> list[Json]:
    """Give paragraphs of HTML as blocks of rich text."""
    return [
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements(paragraph)}]}
        for paragraph in (found.strip("\n") for found in html.split("\n\n"))
        if paragraph
    ]


def elements(html: str) -> list[Json]:
    """Give one paragraph of HTML as pieces of rich text."""
    return [_element(piece.text, piece.bold, piece.italic, piece.link) for piece in pieces(html)]


def label(words: str) -> Json:
    """Give HTML as plain text, such as stands on a button or above a field."""
    return _plain(plain(words))


def _blocks(screen: Screen, words: Words) -> Iterable[Json]:
    for urgent, found in groupby(screen.html.split("\n"), lambda line: _is_alert(screen, line)):
        lines = list(found)
        yield from map(_alert, lines) if urgent else text("\n".join(lines))
    numbered = [button for button in screen.buttons if button.key.isdecimal()]
    for number, button in enumerate(numbered):
        said = words.answer.format(number=button.key, label=button.label) if button.answers else button.label
        yield _row([button], number, PRESS, said)
    others = [button for button in screen.buttons if not button.key.isdecimal() and not button.finishes]
    if others:
        yield _row(others, len(numbered), PRESS)


def _is_alert(screen: Screen, line: str) -> bool:
    return line in screen.urgent and len(plain(line)) <= ALERT


def _row(buttons: Sequence[Button], first: int, kind: str, said: str = "") -> Json:
    return {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": f"{kind}:{number}",
                "text": _plain(button.label),
                "accessibility_label": (said or button.label)[:LABEL],
                "value": button.payload,
            }
            for number, button in enumerate(buttons, start=first)
        ],
    }


def _alert(html: str) -> Json:
    return {"type": "alert", "text": _plain(plain(html).removeprefix(BULLET)), "level": "warning"}


def _plain(words: str) -> Json:
    return {"type": "plain_text", "text": words, "emoji": False}


def _element(words: str, bold: bool, italic: bool, link: str) -> Json:  # noqa: FBT001
    style: Mapping[str, bool] = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    styled: Json = {"style": dict(style)} if style else {}
    if link:
        return {"type": "link", "url": link, "text": words, **styled}
    return {"type": "text", "text": words, **styled}
