"""Plein's API. Each call may raise `PlatformError`.

A call is one HTTP request with JSON; a refusal has a status, and a word for the reason.
"""

from functools import partial
from typing import Any, Final

import httpx

from adapters.channels.polling import LONG_POLL
from adapters.checks.screen import Screen
from adapters.platforms.errors import (
    BlockedError,
    ChatNotFoundError,
    ConflictError,
    GoneError,
    PlatformError,
    RefusedError,
    TokenError,
    UnavailableError,
)
from adapters.platforms.retry import persistent
from adapters.telemetry import metrics
from messages.markup import unfolded
from tests.example_channel.limits import BUTTON
from tests.example_channel.settings import NAME, PleinSettings

_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Failures of a call that never left."""
_MEANINGS: Final = {
    "no_chat": ChatNotFoundError,
    "no_message": GoneError,
    "not_in_chat": BlockedError,
    "taken": ConflictError,
    "unknown_token": TokenError,
}
"""The meaning of Plein's words; any other becomes a `RefusedError` with that word."""


class Api:
    """A client for one bot."""

    def __init__(self, settings: PleinSettings) -> None:
        """Set up; nothing is sent before the first call."""
        headers = {"Authorization": f"Bearer {settings.token}"}
        self._client = httpx.AsyncClient(base_url=settings.url, headers=headers, timeout=LONG_POLL + 10.0)

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def check(self) -> None:
        """Check that Plein knows the token."""
        await self._call("GET", "/bot")

    async def queue_updates(self) -> None:
        """Do nothing, because Plein always queues events."""

    async def updates(self, offset: int, wait: int) -> list[object]:
        """Return the events from this number on; wait up to `wait` seconds for the first."""
        return list((await self._call("GET", f"/events?from={offset}&wait={wait}"))["events"])

    def number(self, update: object) -> int | None:
        """Return the number of an event; None if it has none."""
        match update:
            case {"number": int(found)}:
                return found
            case _:
                return None

    async def post(self, chat: str, screen: Screen, thread: str | None = None) -> str:  # noqa: ARG002 - it has none
        """Post a message, and return its id."""
        call = partial(self._call, "POST", f"/chats/{chat}/messages", content(screen))
        return str((await persistent(call, repeatable=False))["id"])

    async def post_once(self, chat: str, screen: Screen) -> str:
        """Post a message, like `post`, but without retrying."""
        return str((await self._call("POST", f"/chats/{chat}/messages", content(screen)))["id"])

    async def edit(self, chat: str, message: str, screen: Screen) -> None:
        """Replace the content of a message with this screen."""
        await persistent(partial(self._call, "PUT", f"/chats/{chat}/messages/{message}", content(screen)))

    async def delete(self, chat: str, message: str) -> None:
        """Delete a message. Raises `GoneError` if it is gone already."""
        await self._call("DELETE", f"/chats/{chat}/messages/{message}")

    async def own(self, chat: str, after: str) -> tuple[str, ...]:
        """Return the ids of the bot's messages in this chat after this one."""
        return tuple(map(str, (await self._call("GET", f"/chats/{chat}/messages?after={after}"))["ids"]))

    async def acknowledge(self, press: str, line: str | None) -> None:
        """Stop the progress indicator of a pressed button, optionally with a line that only this person sees."""
        await self._call("POST", f"/presses/{press}", {"line": line})

    async def title(self, chat: str) -> str:
        """Return the title of a chat that the bot is in."""
        return str((await persistent(partial(self._call, "GET", f"/chats/{chat}")))["title"])

    async def _call(self, method: str, path: str, body: dict[str, object] | None = None) -> Any:  # noqa: ANN401 - JSON
        try:
            answer = await self._client.request(method, path, json=body)
            found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            metrics.api_errors.labels(NAME, "network").inc()
            raise UnavailableError(unsure=not isinstance(error, _UNSENT)) from None
        if answer.is_success:
            return found
        metrics.api_errors.labels(NAME, str(answer.status_code)).inc()
        raise _meaning(answer, found.get("error") if isinstance(found, dict) else None)


def _meaning(answer: httpx.Response, word: str | None) -> PlatformError:
    if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
        return UnavailableError(float(answer.headers["Retry-After"]))
    if answer.is_server_error:
        return UnavailableError(unsure=True)
    meaning = _MEANINGS.get(word or "")
    return meaning() if meaning else RefusedError(word or "refused")


def content(screen: Screen) -> dict[str, object]:
    """Return a screen as JSON: a text without collapsible parts, and buttons below each other."""
    buttons = [
        {"label": one.label[:BUTTON], "payload": one.payload, "weight": "heavy" if one.answers else "light"}
        for one in screen.buttons
    ]
    buttons += [{"label": one.label[:BUTTON], "address": one.address} for one in screen.links]
    return {"html": unfolded(screen.html), "buttons": buttons}
