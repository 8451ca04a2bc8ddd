"""What can go wrong with a call to Slack, by what it means here."""


class RefusedError(Exception):
    """Slack says no, and will go on saying no. Its text is Slack's own word for why, such as `invalid_auth`."""


class GoneError(RefusedError):
    """The modal isn't there any more, or has changed since."""


class LateError(RefusedError):
    """The trigger that would open a modal is older than 3 seconds, or was used."""


class AwayError(Exception):
    """Slack can't be reached, or asks to wait; unless it is a `LostError`, nothing was done."""

    def __init__(self, delay: float = 0.0) -> None:
        """`delay`: seconds Slack asks to wait, 0 if it doesn't say."""
        super().__init__()
        self.delay = delay


class LostError(AwayError):
    """The answer was lost, or is a page of something in between: whether Slack did what was asked is not known."""
