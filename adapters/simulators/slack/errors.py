"""The errors of calls: Slack's error responses, and error pages from in between Slack and the bot.

Slack's errors have the status 200 and "ok": false; only rate limits have their own status, 429.
"""

from dataclasses import dataclass

from adapters.simulators.json_object import JsonObject
from adapters.simulators.network_failures import Hang, Reset


class ApiError(Exception):
    """An error response from Slack.

    Attributes:
        error: Slack's code for it, such as "channel_not_found".
        status: The HTTP status.
        more: Further fields of the response.
        retry_after: Seconds, sent as a header; 0 sends none.
    """

    def __init__(self, error: str, more: JsonObject | None = None, *, status: int = 200, retry_after: int = 0) -> None:
        """Store the fields of the response."""
        super().__init__(error)
        self.error = error
        self.status = status
        self.more = more or {}
        self.retry_after = retry_after

    def answer(self) -> JsonObject:
        """Return the body of the response."""
        return {"ok": False, "error": self.error, **self.more}


@dataclass(frozen=True)
class ErrorPage:
    """A page from something in front of Slack, such as a proxy.

    Attributes:
        status: The HTTP status.
        kind: The content type.
        text: The body.
    """

    status: int
    kind: str = "text/html"
    text: str = "<html></html>"


Failure = ApiError | Reset | Hang | ErrorPage
"""The failures that `SlackSimulator.fail` accepts."""


def api_error(error: str, **more: object) -> ApiError:
    """Return an error response, such as "channel_not_found" or "plan_upgrade_required"."""
    return ApiError(error, more)


def rate_limited(retry_after: int) -> ApiError:
    """Return the response to a bot that calls too often. `retry_after`: in seconds, sent as a header."""
    return ApiError("ratelimited", status=429, retry_after=retry_after)


def server_error(status: int = 500) -> ErrorPage:
    """Return the error page for an internal error of Slack."""
    return ErrorPage(status)


def invalid(*messages: str) -> ApiError:
    """Return the response to invalid arguments, with a line for each fault."""
    return ApiError("invalid_arguments", metadata(*messages))


def metadata(*messages: str) -> JsonObject:
    """Return the `response_metadata` that explains an error, with these messages."""
    return {"response_metadata": {"messages": [f"[ERROR] {line}" for line in messages]}}
