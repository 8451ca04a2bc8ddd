"""Telegram's error responses."""

from adapters.simulators.json_object import JsonObject
from adapters.simulators.network_failures import Hang, Reset


class ApiError(Exception):
    """An error response from Telegram.

    Attributes:
        status: The HTTP status, which is the `error_code` too.
        description: Telegram's words, with their prefix.
        parameters: The ResponseParameters, `retry_after` or `migrate_to_chat_id`.
    """

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        """Store the fields of the response."""
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def answer(self) -> JsonObject:
        """Return the body of the response."""
        body: JsonObject = {"ok": False, "error_code": self.status, "description": self.description}
        return {**body, "parameters": dict(self.parameters)} if self.parameters else body


Failure = ApiError | Reset | Hang
"""The failures that `TelegramSimulator.fail` accepts."""


def bad_request(text: str) -> ApiError:
    """Return the response to a request that Telegram can't carry out."""
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str = "bot is not a member of the supergroup chat") -> ApiError:
    """Return the response to a bot that may not do this here."""
    return ApiError(403, f"Forbidden: {text}")


def blocked() -> ApiError:
    """Return the response after a person has blocked the bot."""
    return forbidden("bot was blocked by the user")


def kicked(kind: str = "group") -> ApiError:
    """Return the response after the bot was removed from a "group" or a "supergroup"."""
    return forbidden(f"bot was kicked from the {kind} chat")


def unauthorized() -> ApiError:
    """Return the response to an unknown token."""
    return ApiError(401, "Unauthorized")


def conflict() -> ApiError:
    """Return the response to a long poll when another one has started."""
    return ApiError(
        409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


def rate_limited(retry_after: int) -> ApiError:
    """Return the response to a bot that sends too much. `retry_after`: in seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def server_error(text: str = "Internal Server Error") -> ApiError:
    """Return the response for an internal error of Telegram."""
    return ApiError(500, text)


def migrated(to_chat_id: int) -> ApiError:
    """Return the response for a group that has become a supergroup, with the supergroup's id."""
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, text, migrate_to_chat_id=to_chat_id)
