"""The buttons beside a reminder in the list."""

import datetime as dt

from adapters.platforms.errors import UnavailableError
from adapters.reminders.actions import ActionOutcome, ReminderAction, ReminderActions
from adapters.storage.reminders import Reminder, Suspension
from bot.schedule import ScheduleProblem

UNTIL = "until"
"""The verb of the date picker: pause until that day."""
_DONE = {
    ReminderAction.PAUSE: "form.paused",
    ReminderAction.RESUME: "form.resumed",
    ReminderAction.SKIP: "form.skipped",
    ReminderAction.POST_NOW: "reminder.rung",
    ReminderAction.DELETE: "reminder.deleted",
}
"""The key of the words that confirm each action."""


class ReminderButtons:
    """Handles presses of these buttons. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(self, actions: ReminderActions) -> None:
        """Prepare. `actions`: carries out the actions."""
        self._actions = actions

    async def press(self, verb: str, reminder: Reminder, value: str | None) -> str | None:
        """Do what a button asks, and return the key of the words that report it; None for nothing.

        Args:
            verb: The verb of the button: a `ReminderAction`, or `UNTIL`.
            reminder: The reminder that it is beside.
            value: A day to pause until, or the revision that the button was made for.
        """
        try:
            until = dt.date.fromisoformat(value or "") if verb == UNTIL else dt.date.max
            action = ReminderAction.PAUSE if verb == UNTIL else ReminderAction(verb)
        except ValueError:
            return None  # no such button, or no such day
        try:
            return _said(action, await self._do(action, reminder, number(value), until))
        except UnavailableError:
            return "form.away"

    async def _do(
        self, action: ReminderAction, reminder: Reminder, shown: int, until: dt.date
    ) -> ActionOutcome | ScheduleProblem | Suspension:
        match action:
            case ReminderAction.PAUSE:
                return await self._actions.pause(reminder, until)
            case ReminderAction.RESUME:
                return await self._actions.resume(reminder)
            case ReminderAction.SKIP:
                return await self._actions.skip(reminder, shown)
            case ReminderAction.POST_NOW:
                return await self._actions.post_now(reminder, shown)
            case _:
                return await self._actions.delete(reminder)


def number(text: str | None) -> int:
    """Return this text as a number, or 0 if it is none."""
    return int(text) if text and text.isdecimal() else 0


def _said(action: ReminderAction, outcome: ActionOutcome | ScheduleProblem | Suspension) -> str | None:
    """Return the key of the words that report an outcome; None for a button that was pressed twice."""
    match outcome:
        case ScheduleProblem():
            return f"trouble.{outcome.value}"
        case Suspension():
            return f"suspension.{outcome}"
        case ActionOutcome.DONE:
            return _DONE[action]
        case ActionOutcome.GONE:
            return "reminder.changed"
        case _:
            return None
