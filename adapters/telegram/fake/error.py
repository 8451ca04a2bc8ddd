"""What can go wrong with a call: the errors that Telegram answers with, and a network that fails."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
"""A JSON object."""


class ApiError(Exception):
    """An answer of Telegram that is an error.

    Attributes:
        status: the HTTP status, which is the error_code too.
        description: Telegram's words, with their prefix.
        parameters: what the answer gives beside it: retry_after or migrate_to_chat_id.
    """

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        """Keep what the answer gives."""
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def answer(self) -> Json:
        """Give the error as the body of an answer."""
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        return {**body, "parameters": dict(self.parameters)} if self.parameters else body


@dataclass(frozen=True)
class Reset:
    """The connection is reset instead of answered; `done` says whether what was asked has been done all the same."""

    done: bool = False


@dataclass(frozen=True)
class Hang:
    """The answer takes this many seconds more."""

    seconds: float


Trouble = ApiError | Reset | Hang
"""What `FakeTelegram.fail` can be given."""


def bad_request(text: str) -> ApiError:
    """Give what Telegram says to a request that it can't do."""
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str = "bot is not a member of the supergroup chat") -> ApiError:
    """Give what Telegram says to a bot that may not do this there."""
    return ApiError(403, f"Forbidden: {text}")


def blocked() -> ApiError:
    """Give what Telegram says once a person has blocked the bot."""
    return forbidden("bot was blocked by the user")


def kicked(kind: str = "group") -> ApiError:
    """Give what Telegram says once the bot was put out of a group (or a "supergroup")."""
    return forbidden(f"bot was kicked from the {kind} chat")


def unauthorized() -> ApiError:
    """Give what Telegram says to a token that it doesn't know."""
    return ApiError(401, "Unauthorized")


def conflict() -> ApiError:
    """Give what Telegram says to a poller when another one started."""
    return ApiError(
        409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


def rate_limited(retry_after: int) -> ApiError:
    """Give what Telegram says to one who sends too much; `retry_after` in seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def server_error(text: str = "Internal Server Error") -> ApiError:
    """Give what Telegram says when it has trouble of its own."""
    return ApiError(500, text)


def migrated(to_chat_id: int) -> ApiError:
    """Give what Telegram says when a group has become a supergroup, with the id that it has now."""
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, text, migrate_to_chat_id=to_chat_id)


def reset(*, done: bool = False) -> Reset:
    """Give a connection that is reset; with `done`, only the answer is lost."""
    return Reset(done=done)


def hang(seconds: float) -> Hang:
    """Give an answer that takes this many seconds more."""
    return Hang(seconds)
