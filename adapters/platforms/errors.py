"""What can go wrong with a call to a chat platform, by what it means for the caller."""

LONGEST_WAIT = 60.0
"""The most seconds that a platform's wish to wait counts for: whoever sends a greater number would stop us for good."""


class PlatformError(Exception):
    """A call to a chat platform failed.

    Attributes:
        said: Why, in the words of the platform, or of whatever is between it and us; for an operator.
    """

    def __init__(self, said: str) -> None:
        """Keep the words."""
        super().__init__(said)
        self.said = said


class RefusedError(PlatformError):
    """The platform refuses the call, and will go on refusing it.

    Attributes:
        reason: The platform's own error code, such as `invalid_auth`, where it has one.
    """

    def __init__(self, reason: str = "refused", said: str = "") -> None:
        """Keep the platform's error code, and its words, if it has more than the code."""
        super().__init__(said or reason)
        self.reason = reason


class GoneError(RefusedError):
    """What the call was about isn't there any more, or has changed since."""


class TooLateError(RefusedError):
    """The platform no longer allows this call: its time has passed, or it was made before."""


class ChatNotFoundError(RefusedError):
    """The chat doesn't exist any more."""


class BlockedError(RefusedError):
    """The bot isn't in that chat any more, or may not write to that person."""


class MovedError(RefusedError):
    """The chat has another id now.

    Attributes:
        chat: The id that it has now.
    """

    def __init__(self, chat: str) -> None:
        """Keep the new id."""
        super().__init__("moved")
        self.chat = chat


class UnavailableError(PlatformError):
    """The platform can't be reached, or asks to wait.

    Attributes:
        delay: Seconds that the platform asks to wait, at most `LONGEST_WAIT`; 0 where it doesn't say.
        unsure: The call may have been carried out, as only its answer was lost.
    """

    def __init__(self, delay: float = 0.0, *, unsure: bool = False, said: str = "it can't be reached") -> None:
        """Keep how long to wait, whether it may have been carried out, and why."""
        super().__init__(said)
        self.delay = min(max(delay, 0.0), LONGEST_WAIT)
        self.unsure = unsure


class TokenError(UnavailableError):
    """The platform doesn't know the bot's token: it was revoked, or not every server has heard of it yet."""


class ConflictError(UnavailableError):
    """Another process receives this bot's updates."""
