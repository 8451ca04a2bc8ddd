"""Makes a call to Slack, and translates its failures into those of `platforms.errors`.

Only Slack's own responses count: an error page of a proxy, whatever its status, means that the call was lost.
Source: https://docs.slack.dev/reference/methods, under the errors of each.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.platforms import retry
from adapters.platforms.errors import GoneError, PlatformError, RefusedError, TooLateError, UnavailableError
from adapters.platforms.network import network_reason
from adapters.platforms.waiting_line import WaitingLine
from adapters.slack.settings import NAME
from adapters.telemetry import metrics

NOT_FROM_SLACK = "the response isn't from Slack"
CHANGED = "hash_conflict"
"""Slack's error for a modal whose hash differs from the given one."""
CLOSED = frozenset({"not_found", "view_not_found", "expired_view"})
"""Slack's errors for a modal that no longer exists."""
DELETED = "message_not_found"
"""Slack's error for a message that no longer exists."""
_LATE = frozenset(
    {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger", "invalid_trigger_id", "trigger_expired"}
)
_LIMITED = frozenset({"ratelimited", "rate_limited"})
_LOST = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
Call = Callable[[], Awaitable[AsyncSlackResponse]]


async def persistent(call: Call, line: WaitingLine | None = None) -> None:
    """Make an idempotent call, and retry it when Slack asks to wait or the call was lost.

    If the modal's hash has changed after a lost call, that call is taken to have succeeded.

    Args:
        call: The call.
        line: The queue in which it waits if Slack asks to; None to wait separately, and only briefly.
    """
    once = partial(_once, call, _Lost())
    if line:
        await line.make(partial(retry.retry, once, retry.PAUSES, _lost))
    else:
        await retry.persistent(once)


async def translated(call: Call) -> AsyncSlackResponse:
    """Make a call once, and count a failure by kind.

    Raises:
        PlatformError: The failure, translated.
    """
    try:
        answer = await call()
        answer.get("ok")  # raises ValueError if the SDK took an error page for a file
    except SlackApiError as failed:
        if not isinstance(failed.response, AsyncSlackResponse):  # the body wasn't JSON, though declared as such
            raise UnavailableError(unsure=True, said=NOT_FROM_SLACK) from None
        raise _meaning(failed.response) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as failed:
        metrics.api_errors.labels(NAME, "network").inc()
        unsure = not isinstance(failed, aiohttp.ClientConnectorError | aiohttp.ClientHttpProxyError)
        raise UnavailableError(unsure=unsure, said=network_reason(failed)) from None
    except (SlackClientError, ValueError, AttributeError):
        metrics.api_errors.labels(NAME, "network").inc()  # AttributeError: from the SDK, if the JSON isn't an object
        raise UnavailableError(unsure=True, said=NOT_FROM_SLACK) from None
    return answer


class _Lost:
    """Records whether a response has been lost so far."""

    yes = False


def _lost(error: Exception) -> float | None:
    """Return 0 (retry) if the call was lost; None (raise) otherwise, or if Slack asks to wait."""
    return 0.0 if isinstance(error, UnavailableError) and not error.delay else None


async def _once(call: Call, lost: _Lost) -> None:
    try:
        await translated(call)
    except UnavailableError as away:
        lost.yes = lost.yes or away.unsure
        raise
    except GoneError as gone:
        if not lost.yes or gone.reason != CHANGED:
            raise


def _meaning(answer: AsyncSlackResponse) -> PlatformError:
    said = answer.data if isinstance(answer.data, dict) else {}
    word = str(said.get("error") or "") if said.get("ok") is False else ""  # or else a proxy sent it
    asked = str(answer.headers.get("Retry-After", "0"))
    delay = float(asked) if asked.isdecimal() else 0.0
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS or word in _LIMITED:
        metrics.api_errors.labels(NAME, "rate_limited").inc()
        return UnavailableError(delay, said="ratelimited")
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or not word or word in _LOST:
        metrics.api_errors.labels(NAME, "network").inc()
        why = word or (NOT_FROM_SLACK if answer.status_code == HTTPStatus.OK else f"it answers {answer.status_code}")
        return UnavailableError(delay, unsure=True, said=why)
    return _refusal(word, _details(said))


def _details(answer: dict[str, object]) -> str:
    """Return what Slack says is wrong with the blocks; empty if it doesn't say."""
    errors = answer.get("errors")
    found = [one for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []
    return "; ".join(f"{one.get('message')} ({one.get('pointer')})" for one in found)


def _refusal(word: str, details: str) -> RefusedError:
    refused: RefusedError
    if word in CLOSED or word == CHANGED:
        kind, refused = "gone", GoneError(word)
    elif word in _LATE:
        kind, refused = "late", TooLateError(word)
    else:
        kind, refused = "refused", RefusedError(word, f"{word}: {details}" if details else word)
    metrics.api_errors.labels(NAME, kind).inc()
    return refused
