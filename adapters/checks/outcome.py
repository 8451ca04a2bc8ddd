"""Says what a turn means for the check that it was taken in."""

from adapters.checks.screen import CheckOutcome
from bot.events import Event, Started
from bot.views import Gone, View, Welcome


def outcome_of(event: Event, say: View) -> CheckOutcome | None:
    """Return whether a check began or ended with this event, which led to this view; None if it did neither."""
    match say:
        case Gone(finished):
            return CheckOutcome.FINISHED if finished else CheckOutcome.STOPPED
        case Welcome() if isinstance(event, Started):
            return CheckOutcome.STARTED
        case _:
            return None
