"""What can go wrong with a call: Telegram's error answers."""

from adapters.simulators.json_object import JsonObject
from adapters.simulators.network_failures import Hang, Reset


class ApiError(Exception):
    """An error answer of Telegram.

    Attributes:
        status: the HTTP status, which is the `error_code` too.
        description: Telegram's words, with their prefix.
        parameters: the ResponseParameters, `retry_after` or `migrate_to_chat_id`.
    """

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        """Keep what the answer says."""
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def answer(self) -> JsonObject:
        """Return the body of the answer."""
        body: JsonObject = {"ok": False, "error_code": self.status, "description": self.description}
        return {**body, "parameters": dict(self.parameters)} if self.parameters else body


Failure = ApiError | Reset | Hang
"""What `TelegramSimulator.fail` accepts."""


def bad_request(text: str) -> ApiError:
    """Return the answer to a request that Telegram can't carry out."""
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str = "bot is not a member of the supergroup chat") -> ApiError:
    """Return the answer to a bot that may not do this here."""
    return ApiError(403, f"Forbidden: {text}")


def blocked() -> ApiError:
    """Return the answer once a person has blocked the bot."""
    return forbidden("bot was blocked by the user")


def kicked(kind: str = "group") -> ApiError:
    """Return the answer once the bot was removed from a "group" or a "supergroup"."""
    return forbidden(f"bot was kicked from the {kind} chat")


def unauthorized() -> ApiError:
    """Return the answer to an unknown token."""
    return ApiError(401, "Unauthorized")


def conflict() -> ApiError:
    """Return the answer to a long poll when another one has started."""
    return ApiError(
        409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


def rate_limited(retry_after: int) -> ApiError:
    """Return the answer to a bot that sends too much; `retry_after` is in seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def server_error(text: str = "Internal Server Error") -> ApiError:
    """Return the answer of a Telegram that has trouble of its own."""
    return ApiError(500, text)


def migrated(to_chat_id: int) -> ApiError:
    """Return the answer for a group that has become a supergroup, with the supergroup's id."""
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, text, migrate_to_chat_id=to_chat_id)
