"""What can go wrong with a call: Slack's error answers, and whatever stands between Slack and the bot.

Slack answers an error with the status 200 and "ok": false; only a rate limit has a status of its own, 429.
"""

from dataclasses import dataclass

from adapters.simulators.json_object import JsonObject
from adapters.simulators.network_failures import Hang, Reset


class ApiError(Exception):
    """An error answer of Slack.

    Attributes:
        error: Slack's code for it, such as "channel_not_found".
        status: the HTTP status.
        more: further fields of the answer.
        retry_after: seconds, sent as a header; 0 sends none.
    """

    def __init__(self, error: str, more: JsonObject | None = None, *, status: int = 200, retry_after: int = 0) -> None:
        """Keep what the answer says."""
        super().__init__(error)
        self.error = error
        self.status = status
        self.more = more or {}
        self.retry_after = retry_after

    def answer(self) -> JsonObject:
        """Return the body of the answer."""
        return {"ok": False, "error": self.error, **self.more}


@dataclass(frozen=True)
class ErrorPage:
    """A page from something in front of Slack, such as a proxy.

    Attributes:
        status: the HTTP status.
        kind: the content type.
        text: the body.
    """

    status: int
    kind: str = "text/html"
    text: str = "<html></html>"


Failure = ApiError | Reset | Hang | ErrorPage
"""What `SlackSimulator.fail` accepts."""


def api_error(error: str, **more: object) -> ApiError:
    """Return an error answer, such as "channel_not_found" or "plan_upgrade_required"."""
    return ApiError(error, more)


def rate_limited(retry_after: int) -> ApiError:
    """Return the answer to a bot that calls too often; `retry_after` is in seconds, and goes into a header."""
    return ApiError("ratelimited", status=429, retry_after=retry_after)


def server_error(status: int = 500) -> ErrorPage:
    """Return the page that Slack shows when it has trouble of its own."""
    return ErrorPage(status)


def invalid(*messages: str) -> ApiError:
    """Return the answer to arguments that Slack can't read, with a line for each thing that is wrong."""
    return ApiError("invalid_arguments", metadata(*messages))


def metadata(*messages: str) -> JsonObject:
    """Return the `response_metadata` that explains an error, a line for each message."""
    return {"response_metadata": {"messages": [f"[ERROR] {line}" for line in messages]}}
