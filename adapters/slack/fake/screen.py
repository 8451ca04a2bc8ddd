"""What a person reads and can press in blocks, and the blocks as Slack keeps them."""

import copy
import secrets
from collections.abc import Iterator
from typing import Any, NamedTuple

from adapters.slack.fake import mrkdwn
from adapters.slack.fake.error import Json
from adapters.slack.fake.surface import elements, listed


class Button(NamedTuple):
    """A button on a screen; with "" for what it doesn't have."""

    text: str
    action_id: str
    block_id: str
    value: str
    accessibility_label: str


def dressed(blocks: list[Json]) -> list[Json]:
    """Give the blocks as Slack keeps them: with ids where they had none, and with what a text is by default."""
    kept: list[Json] = copy.deepcopy(blocks)
    for block in kept:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for element in elements(block):
            element.setdefault("action_id", secrets.token_urlsafe(4))
        _texts(block)
    return kept


def buttons(blocks: list[Json]) -> list[Button]:
    """Give the buttons in blocks, in order."""
    return [
        Button(
            said(element["text"]),
            element["action_id"],
            block["block_id"],
            element.get("value", ""),
            element.get("accessibility_label", ""),
        )
        for block in blocks
        for element in elements(block)
        if element["type"] == "button"
    ]


def pressed(blocks: list[Json], name: str) -> tuple[Json, Json]:
    """Give the button with this label, action_id or accessibility label, and the block that it is in.

    Raises:
        LookupError: there is none.
    """
    for block in blocks:
        for element in elements(block):
            label = element["text"]["text"] if element["type"] == "button" else None
            if label and name in {label, element["action_id"], element.get("accessibility_label")}:
                return block, element
    raise LookupError(name)


def texts(blocks: list[Json]) -> list[str]:
    """Give what stands in blocks as it reads, without what is to be pressed."""
    return [words for block in blocks for words in _read(block)]


def said(text: Json) -> str:
    """Give a text object as it reads."""
    words = str(text["text"])
    return mrkdwn.plain(words) if text["type"] == "mrkdwn" else words


def _read(block: Json) -> Iterator[str]:
    if block["type"] == "rich_text":
        for section in block["elements"]:
            yield "".join(_piece(piece) for piece in listed(section.get("elements")))
        return
    text = block.get("text")
    if isinstance(text, str):
        yield text
    elif text:
        yield said(text)
    for part in (*listed(block.get("fields")), *listed([block.get("label")]), *listed([block.get("hint")])):
        yield said(part)
    for part in (block, *listed(block.get("elements")), *listed([block.get("accessory")])):
        if part["type"] in {"plain_text", "mrkdwn"}:
            yield said(part)
        elif part["type"] == "image":
            yield part["alt_text"]


def _piece(piece: Json) -> str:
    """Give a piece of rich text as it reads; a channel by its id."""
    return f"#{piece['channel_id']}" if piece["type"] == "channel" else str(piece.get("text") or piece.get("url", ""))


def _texts(value: Any) -> None:  # noqa: ANN401  # any JSON
    if isinstance(value, dict):
        if value.get("type") == "plain_text":
            value.setdefault("emoji", True)
        if value.get("type") == "mrkdwn":
            value.setdefault("verbatim", False)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _texts(inner)
