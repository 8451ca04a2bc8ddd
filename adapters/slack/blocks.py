"""The building blocks of views and messages: rich text, labels, and rows of buttons. Pure.

Text is sent as rich text, so that nothing in it is interpreted as markup.
Source: https://docs.slack.dev/reference/block-kit
"""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from adapters.checks.screen import Button, Link
from messages.markup import pieces, plain

Json = dict[str, Any]
LABEL = 75
"""The most characters of a button's label, and of its accessibility label."""
START = "start"
"""The prefix of the action_id of a button that starts a check."""
LINK = "link"
"""The action_id of a button that opens an address."""
MENTION = "https://slack.com/app_redirect?channel="
"""The start of a link to a channel, which is shown as a mention with the channel's name."""
DIVIDER: Json = {"type": "divider"}


def text(html: str) -> list[Json]:
    """Return paragraphs of HTML as blocks of rich text."""
    return [
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements(paragraph)}]}
        for paragraph in (found.strip("\n") for found in html.split("\n\n"))
        if paragraph
    ]


def elements(html: str) -> list[Json]:
    """Return one paragraph of HTML as rich text elements."""
    return [_element(piece.text, piece.bold, piece.italic, piece.link) for piece in pieces(html)]


def label(html: str) -> Json:
    """Return HTML as a plain text object, for a button or a field's label."""
    return plain_text(plain(html))


def plain_text(words: str) -> Json:
    """Return a plain text object."""
    return {"type": "plain_text", "text": words, "emoji": False}


def mention(chat: str) -> Markup:
    """Return HTML that mentions a channel. The bot doesn't know its name; Slack shows it to those allowed to see it."""
    return Markup('<a href="{}{}">{}</a>').format(MENTION, chat, chat)


def channel(chat: str) -> Json:
    """Return a mention of a channel, for rich text."""
    return {"type": "channel", "channel_id": chat}


def start(buttons: Sequence[Button]) -> Json:
    """Return a row of buttons that start a check, for any surface."""
    return row(buttons, 0, START)


def opening(link: Link) -> Json:
    """Return a button that opens an address. Slack also reports the press to the bot, which ignores it."""
    label = cut(link.label)
    shown = {"text": plain_text(label), "accessibility_label": label}
    return {"type": "button", "action_id": LINK, **shown, "url": link.address}


def row(buttons: Sequence[Button], first: int, kind: str, said: str | None = None) -> Json:
    """Return a row of buttons, in which only a wiping one stands out.

    Args:
        buttons: The buttons.
        first: The number of the first one, with which its action_id ends.
        kind: The prefix of their action_ids.
        said: The accessibility label of each, if it differs from its label.
    """
    elements_ = [
        {**pressable(button, f"{kind}:{number}", said), **({"style": "danger"} if button.wipes else {})}
        for number, button in enumerate(buttons, start=first)
    ]
    return {"type": "actions", "elements": elements_}


def pressable(button: Button, id_: str, said: str | None = None) -> Json:
    """Return a button without a style. `id_`: its action_id; `said`: its accessibility label, if it differs."""
    return {
        "type": "button",
        "action_id": id_,
        "text": plain_text(cut(button.label)),
        "accessibility_label": cut(said or button.label),
        "value": button.payload,
    }


def cut(words: str) -> str:
    """Return a label, truncated to the length that Slack accepts."""
    return words if len(words) <= LABEL else f"{words[: LABEL - 1]}…"


def _element(words: str, bold: bool, italic: bool, link: str) -> Json:  # noqa: FBT001
    style: Mapping[str, bool] = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    styled: Json = {"style": dict(style)} if style else {}
    if link.startswith(MENTION):
        return channel(link.removeprefix(MENTION))
    if link:
        return {"type": "link", "url": link, "text": words, **styled}
    return {"type": "text", "text": words, **styled}
