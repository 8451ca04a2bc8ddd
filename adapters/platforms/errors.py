"""The errors of calls to a chat platform, by what they mean for the caller."""

LONGEST_WAIT = 60.0
"""The cap on the seconds that a platform asks to wait: an absurd number would stop the bot for good."""


class PlatformError(Exception):
    """A call to a chat platform failed.

    Attributes:
        said: Why, for an operator, in the words of the platform or of a proxy in between.
    """

    def __init__(self, said: str) -> None:
        """Store the words."""
        super().__init__(said)
        self.said = said


class RefusedError(PlatformError):
    """The platform refuses the call, and will go on refusing it.

    Attributes:
        reason: The platform's own error code, such as `invalid_auth`, where it has one.
    """

    def __init__(self, reason: str = "refused", said: str = "") -> None:
        """Store the platform's error code, and its message if there is more than the code."""
        super().__init__(said or reason)
        self.reason = reason


class GoneError(RefusedError):
    """The object of the call no longer exists, or has changed since."""


class TooLateError(RefusedError):
    """The platform no longer allows this call: it has expired, or was made before."""


class ChatNotFoundError(RefusedError):
    """The chat no longer exists."""


class BlockedError(RefusedError):
    """The bot is no longer in that chat, or may not write to that person."""


class MovedError(RefusedError):
    """The chat has a new id.

    Attributes:
        chat: The new id.
    """

    def __init__(self, chat: str) -> None:
        """Store the new id."""
        super().__init__("moved")
        self.chat = chat


class UnavailableError(PlatformError):
    """The platform can't be reached, or asks to wait.

    Attributes:
        delay: Seconds that the platform asks to wait, at most `LONGEST_WAIT`; 0 if it doesn't say.
        unsure: Whether the call may have been carried out, because only its response was lost.
    """

    def __init__(self, delay: float = 0.0, *, unsure: bool = False, said: str = "it can't be reached") -> None:
        """Store how long to wait, whether the call may have been carried out, and why it failed."""
        super().__init__(said)
        self.delay = min(max(delay, 0.0), LONGEST_WAIT)
        self.unsure = unsure


class TokenError(UnavailableError):
    """The platform doesn't know the bot's token: it was revoked, or is too new for some servers to know."""


class ConflictError(UnavailableError):
    """Another process is receiving this bot's updates."""
