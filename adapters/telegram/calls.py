"""Makes a call to Telegram, and translates its failures into those of `platforms.errors`.

1. The wording and case of error descriptions change over time: they are matched by a few words, in lower case.
2. "Not modified" counts as success: the message already has that content.
3. Only Telegram's own responses count: an error page of a proxy, whatever its status, means that the call was lost.
Source: https://core.telegram.org/bots/api#making-requests, and Client.cpp of tdlib/telegram-bot-api.
"""

import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

from telegram import error

from adapters.platforms import retry
from adapters.platforms.errors import (
    BlockedError,
    ChatNotFoundError,
    ConflictError,
    GoneError,
    MovedError,
    PlatformError,
    RefusedError,
    TokenError,
    UnavailableError,
)
from adapters.platforms.network import network_reason
from adapters.telegram.settings import NAME
from adapters.telegram.transport import UNSENT
from adapters.telemetry import metrics

os.environ.setdefault("PTB_TIMEDELTA", "true")  # the SDK's switch for times as timedelta, without a warning
_Result = TypeVar("_Result")
_Call = Callable[[], Awaitable[_Result]]
DELETED, LEFT, CLOSED, RIGHTS, ADDRESS = "deleted", "left", "topic_closed", "rights", "address"
"""The refusals that are handled differently: the group was deleted, the bot isn't in it, the topic is closed, the bot
lacks a right, Telegram doesn't accept the address of a button."""
_REASONS = {
    ADDRESS: ("button url", "button_url"),  # first, because the description contains the address
    LEFT: ("kicked", "not a member"),
    CLOSED: ("topic_closed",),
    RIGHTS: ("not enough rights", "have no rights", "need administrator", "admin_required", "_forbidden", "restricted"),
}
"""Words in Telegram's descriptions of them. Source: Client.cpp of tdlib/telegram-bot-api, and MTProto's errors."""
NOT_FROM_TELEGRAM = "the response isn't from Telegram"
_KINDS: dict[type[error.TelegramError], str] = {
    error.BadRequest: "bad_request",
    error.RetryAfter: "rate_limited",
    error.InvalidToken: "token",
    error.Forbidden: "forbidden",
    error.ChatMigrated: "migrated",
    error.Conflict: "conflict",
}
"""The labels under which failures are counted; all others are counted as network."""


async def persistent(call: _Call[_Result], *, repeatable: bool = True) -> _Result:
    """Make a call, and retry it when Telegram asks to wait, or when it was lost and is `repeatable`."""
    return await retry.persistent(partial(translated, call), repeatable=repeatable)


async def translated(call: _Call[_Result]) -> _Result:
    """Make a call once, and count a failure by kind.

    Raises:
        PlatformError: The failure, translated.
    """
    try:
        return await call()
    except error.TelegramError as failed:
        # The SDK chains the error to itself.
        first = failed.__cause__ if isinstance(failed.__cause__, error.InvalidToken) else failed
        if first.__cause__ is not None:  # lost on the way, or answered by something else than Telegram
            metrics.api_errors.labels(NAME, "network").inc()
            said = NOT_FROM_TELEGRAM if _unreadable(first.__cause__) else network_reason(first.__cause__)
            raise UnavailableError(unsure=not isinstance(first.__cause__, UNSENT), said=said) from None
        if isinstance(failed, error.BadRequest) and "not modified" in failed.message.lower():
            return True  # type: ignore[return-value]  # which is also what editing an inline message returns
        metrics.api_errors.labels(NAME, _KINDS.get(type(failed), "network")).inc()
        raise _meaning(first) from None  # the cause has the token in its text
    except Exception:  # noqa: BLE001 - the SDK may raise anything on a response that it can't parse
        metrics.api_errors.labels(NAME, "invalid_response").inc()
        raise UnavailableError(unsure=True, said=NOT_FROM_TELEGRAM) from None


def lacks_method(absent: error.EndPointNotFound) -> bool:
    """Return whether Telegram itself doesn't have this method.

    The SDK raises the same error for a token that is unknown at the moment, and for an error page of a proxy.
    """
    said = absent.__cause__
    return isinstance(said, error.InvalidToken) and not said.__cause__ and "not found" in said.message.lower()


def _unreadable(cause: BaseException) -> bool:
    """Return whether the response wasn't JSON. An untrusted certificate is a `ValueError` too, but isn't meant."""
    return isinstance(cause, ValueError) and not isinstance(cause, OSError)


def _meaning(failed: error.TelegramError) -> PlatformError:
    match failed:
        case error.BadRequest() | error.Forbidden() | error.ChatMigrated():
            return _refusal(failed)
        case error.RetryAfter():
            wait = failed.retry_after
            delay = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
            return UnavailableError(delay, said=f"Too Many Requests: retry after {delay:.0f} seconds")
        case error.InvalidToken():
            return TokenError(said=failed.message)
        case error.Conflict():
            return ConflictError(said=failed.message)
        case _:
            return UnavailableError(unsure=True, said=failed.message)


def _refusal(failed: error.TelegramError) -> RefusedError:
    description = failed.message.lower()
    if isinstance(failed, error.ChatMigrated):
        return MovedError(str(failed.new_chat_id))
    if _named(description) == ADDRESS:
        return RefusedError(ADDRESS, failed.message)
    if isinstance(failed, error.Forbidden):
        return ChatNotFoundError(DELETED) if "deleted" in description else BlockedError(_named(description))
    if "chat not found" in description:
        return ChatNotFoundError()
    if "not a forum" in description:
        return GoneError()
    gone = "message" in description and ("not found" in description or "invalid" in description)
    return GoneError() if gone else RefusedError(_named(description), failed.message)


def _named(description: str) -> str:
    """Return the reason (`DELETED`, `LEFT`, …) that this description gives."""
    return next((name for name, words in _REASONS.items() if any(one in description for one in words)), "bad_request")
