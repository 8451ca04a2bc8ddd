"""Carry out actions on existing reminders."""

import datetime as dt
from collections.abc import Mapping

from adapters.platforms.errors import UnavailableError
from adapters.reminders.actions import ActionOutcome, ReminderActions
from adapters.reminders.introduction import Introductions
from adapters.reminders.series import Series
from adapters.reminders.service import ReminderService
from adapters.reminders.wizard import presses
from adapters.reminders.wizard.actions import WizardAction, WizardPress
from adapters.reminders.wizard.editing import picked_day
from adapters.storage.reminders import Destination
from bot.schedule_problems import ScheduleProblem

ActionResult = ActionOutcome | ScheduleProblem | Mapping[Destination, str]
"""The outcome; or the problem with the chosen day; or, by place, the key of the reason why it can't be posted."""


class Acting:
    """Carries out actions. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(self, service: ReminderService, actions: ReminderActions, introductions: Introductions) -> None:
        """Configure it. `actions`: carries out actions; `introductions`: posts first messages."""
        self._service = service
        self._actions = actions
        self._introductions = introductions

    async def carry_out(self, press: WizardPress, chosen: tuple[str, ...], series: Series) -> ActionResult:
        """Carry out an action. `chosen`: the value of a field, empty for a button.

        Raises:
            UnavailableError: The platform can't be reached.
        """
        match press.action:
            case WizardAction.PAUSE:
                return await self._actions.pause(series, self._until(press.value, chosen))
            case WizardAction.RESUME:
                return await self._resume(series)
            case WizardAction.SKIP:
                return await self._actions.skip(series, press.value)
            case WizardAction.POST_NOW:
                return await self._actions.post_now(series, press.value)
            case WizardAction.INTRODUCE:
                return await self._introduce(series, press.value)
            case _:
                return await self._actions.delete(series)

    async def _resume(self, series: Series) -> ActionResult:
        done = await self._actions.resume(series)
        if isinstance(done, ActionOutcome):
            return done
        return {place: f"suspension.{why}" for place, why in done.items()}

    async def _introduce(self, series: Series, shown: int) -> ActionResult:
        """Post the first message in every place. `shown`: the revision in the button."""
        if shown != await self._introductions.revision(series.places):
            return ActionOutcome.REPEATED
        found = {place: await self._introduced(place, series.plan.check) for place in series.places}
        return {place: why for place, why in found.items() if why} or ActionOutcome.DONE

    async def _introduced(self, place: Destination, check: str) -> str | None:
        """Post it in one place; return the text key of the reason if it can't be posted, otherwise None."""
        try:
            why = await self._introductions.post(place, check)
        except UnavailableError:
            return "plan.unsure"
        return f"suspension.{why}" if why else None

    def _until(self, weeks: int, chosen: tuple[str, ...]) -> dt.date:
        """Return the day until which to pause it."""
        if picked := picked_day(chosen):
            return picked
        return dt.date.max if weeks == presses.FOREVER else self._service.today() + dt.timedelta(weeks=weeks)
