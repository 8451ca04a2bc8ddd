"""What can go wrong with a call to Telegram, by what it means here."""


class RefusedError(Exception):
    """Telegram says no, and will go on saying no."""


class GoneError(RefusedError):
    """The message isn't there any more."""


class NowhereError(RefusedError):
    """The chat isn't there any more."""


class OutError(RefusedError):
    """The bot isn't in that chat any more, or may not write to that person."""


class MovedError(RefusedError):
    """The group is a supergroup now."""

    def __init__(self, chat: int) -> None:
        """`chat`: the id that it has now."""
        super().__init__()
        self.chat = chat


class AwayError(Exception):
    """Telegram can't be reached, or asks to wait."""

    def __init__(self, delay: float = 0.0, *, unsure: bool) -> None:
        """`delay`: seconds Telegram asks to wait, 0 if it doesn't say; `unsure`: the call may have been done."""
        super().__init__()
        self.delay = delay
        self.unsure = unsure


class TokenError(AwayError):
    """Telegram doesn't know the bot's token: it was revoked, or not every server of theirs has heard of it."""


class ConflictError(AwayError):
    """Somebody else receives this bot's updates."""
