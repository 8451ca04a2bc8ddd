"""Carries out what a coordinator does in the wizard: editing and saving drafts, and acting on a reminder."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from adapters.platforms.errors import PlatformError
from adapters.reminders.actions import ActionOutcome, ReminderActions
from adapters.reminders.service import ReminderService
from adapters.reminders.wizard.actions import WizardAction, WizardPress, WizardScreen
from adapters.reminders.wizard.list_screens import FOREVER
from adapters.reminders.wizard.state import WizardState, about, drafted, listed, scheduled
from adapters.storage.reminders import Destination, Reminder, Suspension
from bot.schedule import Schedule, ScheduleProblem

CHANGED = "reminder.changed"
"""The key of the words that say that a reminder has changed meanwhile."""
AWAY = "plan.away"
"""The key of the words that say that the platform can't be reached."""


@dataclass(frozen=True, slots=True)
class WizardOutcome:
    """The state of the wizard after an action, and the key of the words that say what happened, if any."""

    state: WizardState
    notice: str | None = None


class WizardChanges:
    """Carries out actions. The caller has checked the rights. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(
        self,
        account: str,
        service: ReminderService,
        actions: ReminderActions,
        checks: Sequence[str],
    ) -> None:
        """Prepare. `account`: the account's name in the store; `checks`: those that have prompts."""
        self._account = account
        self._service = service
        self._actions = actions
        self._checks = checks

    def schedule(self, state: WizardState, one: Reminder | None) -> Schedule:
        """Return the draft as a schedule: a new one, or that of this reminder without a pause that has passed."""
        return chosen(state, one, self._service)

    async def carry_out(
        self, state: WizardState, action: WizardAction, press: WizardPress, one: Reminder | None
    ) -> WizardOutcome:
        """Carry an action out.

        Args:
            state: The state of the wizard.
            action: The action.
            press: The press, with its value.
            one: The reminder that the state is about.
        """
        if action is WizardAction.BEGAN:
            return self._draft(replace(state, reminder=None), self._service.blank(), 0)
        if action is WizardAction.SAVED:
            return await self._save(state, one)
        return await self._change(state, action, press.value, one) if one else WizardOutcome(listed(state), CHANGED)

    async def _change(self, state: WizardState, action: WizardAction, value: int, one: Reminder) -> WizardOutcome:
        there, notice = replace(state, screen=WizardScreen.ONE), None
        match action:
            case WizardAction.CHANGED:
                check = self._checks.index(one.check) if one.check in self._checks else 0
                return self._draft(state, one.schedule, check)
            case WizardAction.PAUSED:
                until = dt.date.max if value == FOREVER else self._service.today() + dt.timedelta(weeks=value)
                done = await self._actions.pause(one, until)
            case WizardAction.RESUMED:
                return await self._resume(there, one)
            case WizardAction.SKIPPED:
                done = await self._actions.skip(one, value)
            case WizardAction.POSTED:
                done, notice = await self._actions.post_now(one, value), "reminder.rung"
            case _:
                await self._actions.delete(one)
                return WizardOutcome(listed(state), "reminder.deleted")
        if isinstance(done, ScheduleProblem):
            return WizardOutcome(there, f"trouble.{done.value}")
        if done is ActionOutcome.GONE:
            return WizardOutcome(listed(state), CHANGED)
        return WizardOutcome(there, notice if done is ActionOutcome.DONE else None)

    def _draft(self, state: WizardState, schedule: Schedule, check: int) -> WizardOutcome:
        if not self._checks:
            return WizardOutcome(state, "suspension.textless")
        first = WizardScreen.CHECK if len(self._checks) > 1 else WizardScreen.DAYS
        return WizardOutcome(drafted(state, first, schedule, check))

    async def _save(self, state: WizardState, one: Reminder | None) -> WizardOutcome:
        schedule, check = self.schedule(state, one), self._checks[state.check]
        destination = Destination(self._account, str(state.chat), str(state.thread) if state.thread else "")
        try:
            why = await self._actions.obstacle(destination, check, one)
        except PlatformError:
            return WizardOutcome(state, AWAY)
        if why:
            return WizardOutcome(state, f"suspension.{why}")
        if one:
            kept = await self._service.change(one, check, schedule)
            return (
                WizardOutcome(replace(state, screen=WizardScreen.ONE), "reminder.saved")
                if kept
                else WizardOutcome(listed(state), CHANGED)
            )
        found = await self._service.add(destination, check, schedule)
        return WizardOutcome(about(state, found.id, state.chat, state.thread), "reminder.saved")

    async def _resume(self, there: WizardState, one: Reminder) -> WizardOutcome:
        try:
            done = await self._actions.resume(one)
        except PlatformError:
            return WizardOutcome(there, AWAY)
        if isinstance(done, Suspension):
            return WizardOutcome(there, f"suspension.{done}")
        return WizardOutcome(there) if done is ActionOutcome.DONE else WizardOutcome(listed(there), CHANGED)


def chosen(state: WizardState, one: Reminder | None, service: ReminderService) -> Schedule:
    """Return the draft as a schedule: a new one, or that of this reminder without a pause that has passed."""
    if one is None:
        return scheduled(state, service.blank())
    pause = one.schedule.paused_until
    passed = pause is not None and pause <= service.today()
    return scheduled(state, replace(one.schedule, paused_until=None) if passed else one.schedule)
