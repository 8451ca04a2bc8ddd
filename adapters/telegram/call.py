"""A call to Telegram: made, made again, and its failure told as what it means here (`error.py`).

1. Descriptions change their wording and their case: they are matched by a few words, in lower case.
2. "Not modified" is success: the message says already what it should say. Only what Telegram itself says counts: a page
   of a proxy's, whatever its status, is a call that was lost.
3. A call that Telegram asks to wait with is made again. One that was lost on the way is made again only where doing it
   twice is doing it once.
Source: https://core.telegram.org/bots/api#making-requests, and Client.cpp of tdlib/telegram-bot-api.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from httpx import ConnectError, ConnectTimeout, PoolTimeout
from telegram import error

from adapters import metric
from adapters.telegram.error import (
    AwayError,
    ConflictError,
    GoneError,
    MovedError,
    NowhereError,
    OutError,
    RefusedError,
    TokenError,
)

os.environ.setdefault("PTB_TIMEDELTA", "true")  # the SDK's switch for times as timedelta, without a warning
NAME = "telegram"
"""The channel, in every place that names channels."""
PAUSES = (0.2, 1.0, 3.0)
"""Seconds before each further try."""
LONGEST_PAUSE = 30.0
"""Seconds to wait because Telegram asks for it, at most, while a person looks on."""
_Result = TypeVar("_Result")
_Call = Callable[[], Awaitable[_Result]]
_UNSENT = (ConnectError, ConnectTimeout, PoolTimeout)
"""Failures of a call that never left."""
_KINDS: dict[type[error.TelegramError], str] = {
    error.BadRequest: "bad_request",
    error.RetryAfter: "rate_limited",
    error.InvalidToken: "token",
    error.Forbidden: "forbidden",
    error.ChatMigrated: "migrated",
    error.Conflict: "conflict",
}
"""What failures are counted as; all others as network."""


async def persistent(call: _Call[_Result], *, repeatable: bool = True) -> _Result:
    """Make a call, and make it again when Telegram asks to wait, or when it was lost and is `repeatable`."""
    for pause in PAUSES:
        try:
            return await told(call)
        except AwayError as away:
            if away.delay > LONGEST_PAUSE or (away.unsure and not repeatable):
                raise
            await asyncio.sleep(away.delay or pause)
    return await told(call)


async def told(call: _Call[_Result]) -> _Result:
    """Make a call, and tell its failure as what it means here. Counts it by kind."""
    try:
        return await call()
    except error.TelegramError as failed:
        first = (
            failed.__cause__ if isinstance(failed.__cause__, error.InvalidToken) else failed
        )  # the SDK says it twice
        if first.__cause__ is not None:  # lost on its way, or answered by something that isn't Telegram
            metric.api_errors.labels(NAME, "network").inc()
            raise AwayError(unsure=not isinstance(first.__cause__, _UNSENT)) from None
        if isinstance(failed, error.BadRequest) and "not modified" in failed.message.lower():
            return True  # type: ignore[return-value]  # as edits of inline messages answer
        metric.api_errors.labels(NAME, _KINDS.get(type(failed), "network")).inc()
        raise _meaning(failed) from None
    except Exception:  # noqa: BLE001 - an answer that the SDK can't make sense of
        metric.api_errors.labels(NAME, "nonsense").inc()
        raise AwayError(unsure=True) from None


def _meaning(failed: error.TelegramError) -> RefusedError | AwayError:
    match failed:
        case error.BadRequest() | error.Forbidden() | error.ChatMigrated():
            return _refusal(failed)
        case error.RetryAfter():
            wait = failed.retry_after
            return AwayError(wait.total_seconds() if isinstance(wait, timedelta) else float(wait), unsure=False)
        case error.InvalidToken():
            return TokenError(unsure=False)
        case error.Conflict():
            return ConflictError(unsure=False)
        case _:
            return AwayError(unsure=True)


def _refusal(failed: error.TelegramError) -> RefusedError:
    description = failed.message.lower()
    if isinstance(failed, error.ChatMigrated):
        return MovedError(failed.new_chat_id)
    if isinstance(failed, error.Forbidden):
        return NowhereError() if "deleted" in description else OutError()
    if "chat not found" in description:
        return NowhereError()
    gone = "message" in description and ("not found" in description or "invalid" in description)
    return GoneError() if gone else RefusedError()
