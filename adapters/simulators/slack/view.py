"""A view as Slack stores it: part of an open modal, or a Home tab."""

import secrets
from dataclasses import dataclass
from typing import Any

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack import rendered_blocks, surface_validation
from adapters.simulators.slack.rendered_blocks import BlockButton

_EMPTY: JsonObject = {"private_metadata": "", "callback_id": "", "external_id": "", "title": None, "close": None}
_EMPTY |= {"submit": None, "clear_on_close": False, "notify_on_close": False}


@dataclass(frozen=True)
class OpenView:
    """A view; an update puts a new object in its place, so the one that a test holds never changes.

    Attributes:
        id: Stays the same when the view is updated.
        hash: Changes with every update.
        content: What the bot sent, with Slack's defaults in its blocks.
        root: The id of the first view in its stack.
        previous: The id of the view under it, or None.
    """

    id: str
    hash: str
    content: JsonObject
    root: str
    previous: str | None = None

    @property
    def blocks(self) -> list[JsonObject]:
        """Return its blocks."""
        found: list[JsonObject] = self.content["blocks"]
        return found

    @property
    def title(self) -> str:
        """Return its title; "" for a Home tab."""
        return self._label("title")

    @property
    def submit(self) -> str:
        """Return the label of its submit button; "" for none."""
        return self._label("submit")

    @property
    def close(self) -> str:
        """Return the label of its close button; "" if the bot set none, where Slack writes "Cancel" or "Close"."""
        return self._label("close")

    @property
    def texts(self) -> list[str]:
        """Return its texts, without markup, title and buttons."""
        return rendered_blocks.texts(self.blocks)

    @property
    def buttons(self) -> list[BlockButton]:
        """Return its buttons, in order."""
        return rendered_blocks.buttons(self.blocks)

    def find(self, action_id: str) -> tuple[JsonObject, JsonObject]:
        """Return the block and the element with this action_id.

        Raises:
            LookupError: There is none.
        """
        for block in self.blocks:
            for element in surface_validation.interactive_elements(block):
                if element["action_id"] == action_id:
                    return block, element
        raise LookupError(action_id)

    def _label(self, name: str) -> str:
        text = self.content.get(name)
        return str(text["text"]) if text else ""


def new_view(content: JsonObject, *, under: OpenView | None = None) -> OpenView:
    """Return a new view, on top of another or on its own."""
    identity = f"V{secrets.token_hex(5).upper()}"
    return OpenView(identity, _hash(), _kept(content), under.root if under else identity, under.id if under else None)


def updated_view(old: OpenView, content: JsonObject) -> OpenView:
    """Return a view with new content and a new hash."""
    return OpenView(old.id, _hash(), _kept(content), old.root, old.previous)


def to_json(view: OpenView, known: JsonObject, state: JsonObject) -> JsonObject:
    """Return a view object.

    Args:
        view: The view.
        known: The fields that name the bot and the workspace.
        state: Its `state.values`.
    """
    place: dict[str, Any] = {"id": view.id, "hash": view.hash, "root_view_id": view.root}
    place |= {"previous_view_id": view.previous, "state": {"values": state}}
    return {**place, **known, **_EMPTY, **view.content}


def _kept(content: JsonObject) -> JsonObject:
    return {**content, "blocks": rendered_blocks.with_defaults(content["blocks"])}


def _hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"
