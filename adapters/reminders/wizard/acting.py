"""Carries out what a coordinator does with a reminder that exists."""

import datetime as dt
from collections.abc import Mapping

from adapters.reminders.actions import ActionOutcome, ReminderActions
from adapters.reminders.series import Series
from adapters.reminders.service import ReminderService
from adapters.reminders.wizard import presses
from adapters.reminders.wizard.actions import WizardAction, WizardPress
from adapters.reminders.wizard.editing import picked_day
from adapters.storage.reminders import Destination, Suspension
from bot.schedule_problems import ScheduleProblem

ActionResult = ActionOutcome | ScheduleProblem | Mapping[Destination, Suspension]
"""What became of it; or what is wrong with the day that was chosen; or why it can't come, by place."""


class Acting:
    """Carries out actions. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(self, service: ReminderService, actions: ReminderActions) -> None:
        """Prepare. `actions`: what can be done with a reminder, on any channel."""
        self._service = service
        self._actions = actions

    async def carry_out(self, press: WizardPress, chosen: tuple[str, ...], series: Series) -> ActionResult:
        """Carry an action out. `chosen`: what was picked in a field, empty for a button.

        Raises:
            UnavailableError: The platform can't be reached.
        """
        match press.action:
            case WizardAction.PAUSE:
                return await self._actions.pause(series, self._until(press.value, chosen))
            case WizardAction.RESUME:
                return await self._actions.resume(series)
            case WizardAction.SKIP:
                return await self._actions.skip(series, press.value)
            case WizardAction.POST_NOW:
                return await self._actions.post_now(series, press.value)
            case _:
                return await self._actions.delete(series)

    def _until(self, weeks: int, chosen: tuple[str, ...]) -> dt.date:
        """Return the day until which it is paused."""
        if picked := picked_day(chosen):
            return picked
        return dt.date.max if weeks == presses.FOREVER else self._service.today() + dt.timedelta(weeks=weeks)
