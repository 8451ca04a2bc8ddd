"""Renders a screen of a check as a modal that works with and without a screen reader. Pure.

1. Each urgent line gets an alert block, or stays in the text if it is too long for one. The first is also in the text,
   because old clients don't render alerts.
2. No id is readable: the values of the buttons carry the state of the check, encrypted.
3. The main button is the submit button at the foot, which is always visible. Its payload and the language of the screen
   are in the view's private_metadata.
4. The text doesn't repeat the title, so that a screen reader gets to what matters right after the title.
Source: https://docs.slack.dev/reference/views
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from adapters.checks.screen import Screen
from adapters.slack.blocks import Json, plain_text, row, text
from messages.markup import plain

CHECK = "check"
"""The callback_id of every modal of a check, and of the shortcut that opens one."""
PRESS = "press"
"""The prefix of the action_id of a button of a check."""
ALERT = 200
"""The most characters of an alert."""
BULLET = "• "


@dataclass(frozen=True, slots=True)
class ModalWords:
    """The product's own words that a modal needs, in the language of its screen.

    Attributes:
        locale: The person's language (ISO 639-1), which the check on the screen may not speak.
        close: Plain text.
        answer: Plain text, a format string with {number} and {label}.
    """

    locale: str
    close: str
    answer: str


def view(screen: Screen, name: str, words: ModalWords) -> Json:
    """Return the modal that shows this screen. `name`: its external_id, chosen by the caller."""
    modal: Json = {
        "type": "modal",
        "callback_id": CHECK,
        "external_id": name,
        "notify_on_close": not screen.over,
        "title": plain_text(screen.title),
        "close": plain_text(words.close),
        "blocks": list(_blocks(screen, words)),
    }
    if screen.over:
        return modal
    foot = next((button for button in screen.buttons if button.main), None)
    if foot is None:
        return {**modal, "private_metadata": words.locale}
    carried = words.locale if foot.wipes else f"{words.locale} {foot.payload}"
    return {**modal, "private_metadata": carried, "submit": plain_text(foot.label)}


def _blocks(screen: Screen, words: ModalWords) -> Iterable[Json]:
    said = [line for line in screen.html.split("\n") if plain(line) != screen.title]
    first = next((line for line in said if _is_alert(screen, line)), None)
    for urgent, found in groupby(said, lambda line: _is_alert(screen, line)):
        lines = list(found)
        if urgent:
            yield from map(_alert, lines)
        yield from text("\n".join([line for line in lines if line == first] if urgent else lines))
    yield from _buttons(screen, words)


def _buttons(screen: Screen, words: ModalWords) -> Iterable[Json]:
    """Yield a row for each answer, and one for the remaining buttons, without the submit button."""
    answers = [button for button in screen.buttons if button.answers]
    for number, button in enumerate(answers):
        yield row([button], number, PRESS, words.answer.format(number=button.key, label=button.label))
    others = [button for button in screen.buttons if not button.answers and (screen.over or not button.main)]
    if others:
        yield row(others, len(answers), PRESS)


def _is_alert(screen: Screen, line: str) -> bool:
    return line in screen.urgent and len(plain(line)) <= ALERT


def _alert(html: str) -> Json:
    return {"type": "alert", "text": plain_text(plain(html).removeprefix(BULLET)), "level": "warning"}
