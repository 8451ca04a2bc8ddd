"""Determines whether a turn started or ended its check."""

from adapters.checks.screen import CheckOutcome
from bot.events import Event, Started
from bot.views import Gone, View, Welcome


def outcome_of(event: Event, say: View) -> CheckOutcome | None:
    """Return whether this event, which led to this view, started or ended a check; None if neither."""
    match say:
        case Gone(finished):
            return CheckOutcome.FINISHED if finished else CheckOutcome.STOPPED
        case Welcome() if isinstance(event, Started):
            return CheckOutcome.STARTED
        case _:
            return None
