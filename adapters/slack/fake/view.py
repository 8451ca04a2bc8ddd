"""A view as Slack keeps it: a modal that a person has open, or a Home tab."""

import secrets
from dataclasses import dataclass
from typing import Any

from adapters.slack.fake import screen, surface
from adapters.slack.fake.error import Json
from adapters.slack.fake.screen import Button

_EMPTY: Json = {"private_metadata": "", "callback_id": "", "external_id": "", "title": None, "close": None}
_EMPTY |= {"submit": None, "clear_on_close": False, "notify_on_close": False}


@dataclass(frozen=True)
class View:
    """A view; an update puts a new one in its place, so what a test holds never changes.

    Attributes:
        id: stays the same when it is updated.
        hash: changes with every update.
        content: as the bot gave it, dressed.
        root: the id of the first view of the stack that it is in.
        previous: the id of the view under it, or None.
    """

    id: str
    hash: str
    content: Json
    root: str
    previous: str | None = None

    @property
    def view(self) -> Json:
        """Give what the bot gave."""
        return self.content

    @property
    def blocks(self) -> list[Json]:
        """Give the blocks."""
        found: list[Json] = self.content["blocks"]
        return found

    @property
    def title(self) -> str:
        """Give the title; "" for a Home tab."""
        return self._label("title")

    @property
    def submit(self) -> str:
        """Give what the submit button says; "" for none."""
        return self._label("submit")

    @property
    def close(self) -> str:
        """Give what the close button says; Slack writes "Cancel" (or "Close") when the bot gave nothing."""
        return self._label("close")

    @property
    def texts(self) -> list[str]:
        """Give what it says, plain, without the title and the buttons."""
        return screen.texts(self.blocks)

    @property
    def buttons(self) -> list[Button]:
        """Give the buttons in it, in order."""
        return screen.buttons(self.blocks)

    def find(self, action_id: str) -> tuple[Json, Json]:
        """Give the block and the element with this action_id.

        Raises:
            LookupError: there is none.
        """
        for block in self.blocks:
            for element in surface.elements(block):
                if element["action_id"] == action_id:
                    return block, element
        raise LookupError(action_id)

    def _label(self, name: str) -> str:
        text = self.content.get(name)
        return str(text["text"]) if text else ""


def new(content: Json, *, under: View | None = None) -> View:
    """Give a new view, on top of another or by itself."""
    identity = f"V{secrets.token_hex(5).upper()}"
    return View(identity, _hash(), _kept(content), under.root if under else identity, under.id if under else None)


def changed(old: View, content: Json) -> View:
    """Give a view with other content and another hash."""
    return View(old.id, _hash(), _kept(content), old.root, old.previous)


def wire(view: View, known: Json, state: Json) -> Json:
    """Give the view as Slack sends it; `known` is whose bot it is and in which workspace."""
    place: dict[str, Any] = {"id": view.id, "hash": view.hash, "root_view_id": view.root}
    place |= {"previous_view_id": view.previous, "state": {"values": state}}
    return {**place, **known, **_EMPTY, **view.content}


def _kept(content: Json) -> Json:
    return {**content, "blocks": screen.dressed(content["blocks"])}


def _hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"
