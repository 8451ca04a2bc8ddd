"""What can go wrong with a call: the errors that Slack answers with, and a network that fails.

Slack answers an error with the status 200 and "ok": false; only too many calls have the status 429.
"""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
"""A JSON object."""


class ApiError(Exception):
    """An answer of Slack that is an error.

    Attributes:
        error: Slack's word for it.
        status: the HTTP status.
        more: what the answer gives beside it.
        retry_after: seconds, as a header; 0 for none.
    """

    def __init__(self, error: str, more: Json | None = None, *, status: int = 200, retry_after: int = 0) -> None:
        """Keep what the answer gives."""
        super().__init__(error)
        self.error = error
        self.status = status
        self.more = more or {}
        self.retry_after = retry_after

    def answer(self) -> Json:
        """Give the error as the body of an answer."""
        return {"ok": False, "error": self.error, **self.more}


@dataclass(frozen=True)
class Reset:
    """The connection is reset instead of answered; `done` says whether what was asked has been done all the same."""

    done: bool = False


@dataclass(frozen=True)
class Hang:
    """The answer takes this many seconds more."""

    seconds: float


@dataclass(frozen=True)
class Broken:
    """Something before Slack answers, with a page of its own; `kind` is the type of what it says."""

    status: int
    kind: str = "text/html"
    text: str = "<html></html>"


Trouble = ApiError | Reset | Hang | Broken
"""What `FakeSlack.fail` can be given."""


def api_error(error: str, **more: object) -> ApiError:
    """Give an answer with this error: "channel_not_found", "plan_upgrade_required", …."""
    return ApiError(error, more)


def rate_limited(retry_after: int) -> ApiError:
    """Give what Slack says to one who calls too much; `retry_after` in seconds, given as a header."""
    return ApiError("ratelimited", status=429, retry_after=retry_after)


def server_error(status: int = 500) -> Broken:
    """Give a page that says that Slack has trouble of its own."""
    return Broken(status)


def reset(*, done: bool = False) -> Reset:
    """Give a connection that is reset; with `done`, only the answer is lost."""
    return Reset(done=done)


def hang(seconds: float) -> Hang:
    """Give an answer that takes this many seconds more."""
    return Hang(seconds)


def invalid(*messages: str) -> ApiError:
    """Give what Slack says to arguments that it can't read, with a line for each thing that is wrong."""
    return ApiError("invalid_arguments", metadata(*messages))


def metadata(*messages: str) -> Json:
    """Give the lines that an answer has beside its error."""
    return {"response_metadata": {"messages": [f"[ERROR] {line}" for line in messages]}}
