"""Blocks as Slack stores them, and their readable texts and buttons."""

import copy
import secrets
from collections.abc import Iterator
from typing import Any, NamedTuple

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack import mrkdwn
from adapters.simulators.slack.surface_validation import interactive_elements, objects_in


class BlockButton(NamedTuple):
    """A button that a person can press; missing values are ""."""

    text: str
    action_id: str
    block_id: str
    value: str
    accessibility_label: str


def with_defaults(blocks: list[JsonObject]) -> list[JsonObject]:
    """Return a copy of the blocks as Slack stores them: with ids where none were given, and default fields."""
    kept: list[JsonObject] = copy.deepcopy(blocks)
    for block in kept:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for element in interactive_elements(block):
            element.setdefault("action_id", secrets.token_urlsafe(4))
        _texts(block)
    return kept


def buttons(blocks: list[JsonObject]) -> list[BlockButton]:
    """Return the buttons in blocks, in order."""
    return [
        BlockButton(
            read_text(element["text"]),
            element["action_id"],
            block["block_id"],
            element.get("value", ""),
            element.get("accessibility_label", ""),
        )
        for block in blocks
        for element in interactive_elements(block)
        if element["type"] == "button"
    ]


def find_button(blocks: list[JsonObject], name: str) -> tuple[JsonObject, JsonObject]:
    """Return the block and the button with this label, action_id or accessibility label.

    Raises:
        LookupError: There is none.
    """
    for block in blocks:
        for element in interactive_elements(block):
            label = element["text"]["text"] if element["type"] == "button" else None
            if label and name in {label, element["action_id"], element.get("accessibility_label")}:
                return block, element
    raise LookupError(name)


def texts(blocks: list[JsonObject]) -> list[str]:
    """Return the readable texts in blocks, without markup, buttons and inputs."""
    return [words for block in blocks for words in _read(block)]


def read_text(text: JsonObject) -> str:
    """Return a text object as plain text."""
    words = str(text["text"])
    return mrkdwn.plain(words) if text["type"] == "mrkdwn" else words


def _read(block: JsonObject) -> Iterator[str]:
    if block["type"] == "rich_text":
        for section in block["elements"]:
            yield "".join(_piece(piece) for piece in objects_in(section.get("elements")))
        return
    text = block.get("text")
    if isinstance(text, str):
        yield text
    elif text:
        yield read_text(text)
    for part in (*objects_in(block.get("fields")), *objects_in([block.get("label")]), *objects_in([block.get("hint")])):
        yield read_text(part)
    for part in (block, *objects_in(block.get("elements")), *objects_in([block.get("accessory")])):
        if part["type"] in {"plain_text", "mrkdwn"}:
            yield read_text(part)
        elif part["type"] == "image":
            yield part["alt_text"]


def _piece(piece: JsonObject) -> str:
    """Return a rich text element as plain text; a channel as its id."""
    return f"#{piece['channel_id']}" if piece["type"] == "channel" else str(piece.get("text") or piece.get("url", ""))


def _texts(value: Any) -> None:  # noqa: ANN401  # any JSON
    if isinstance(value, dict):
        if value.get("type") == "plain_text":
            value.setdefault("emoji", True)
        if value.get("type") == "mrkdwn":
            value.setdefault("verbatim", False)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _texts(inner)
