"""The actions available on a reminder, and carrying them out; the same on every channel.

A button that is pressed twice acts once: it carries the reminder's revision from when it was shown, and an action that
isn't idempotent is carried out only while the reminder still has that revision.
"""

import datetime as dt
from dataclasses import replace
from enum import Enum
from zoneinfo import ZoneInfo

from adapters.reminders.prompts import Prompts
from adapters.reminders.publisher import PostRefusedError, Publisher
from adapters.reminders.service import ReminderService
from adapters.storage.reminders import Destination, OccurrenceOutcome, Reminder, Suspension
from bot.schedule import ScheduleProblem

REVISIONS = 2**14
"""Every revision is less than this."""
_MINUTE = 60
_PAUSE_PROBLEMS = {ScheduleProblem.PAUSE_IN_PAST, ScheduleProblem.NEVER}


class ReminderAction(Enum):
    """What a coordinator may do with a reminder, in the order in which it is offered."""

    CHANGE = "change"
    RESUME = "resume"
    PAUSE = "pause"
    SKIP = "skip"
    POST_NOW = "ring"
    DELETE = "delete"


class ActionOutcome(Enum):
    """The outcome of an action. `REPEATED`: it was done before, by the first of two presses."""

    DONE = "done"
    REPEATED = "repeated"
    GONE = "gone"


def available(reminder: Reminder, now: dt.datetime) -> tuple[ReminderAction, ...]:
    """Return the actions available now (an aware datetime)."""
    today = now.astimezone(ZoneInfo(reminder.schedule.zone)).date()
    paused = reminder.schedule.paused_until
    offered = {
        ReminderAction.CHANGE: True,
        ReminderAction.RESUME: bool(reminder.suspended or (paused and paused > today)),
        ReminderAction.PAUSE: not reminder.suspended and paused != dt.date.max,
        ReminderAction.SKIP: reminder.due_at is not None and not reminder.suspended,
        ReminderAction.POST_NOW: not reminder.suspended,
        ReminderAction.DELETE: True,
    }
    return tuple(action for action in ReminderAction if offered[action])


def revision(reminder: Reminder) -> int:
    """Return a small number that changes once the reminder is posted, or comes at another time."""
    return (reminder.prompt + int(reminder.due_at or 0) // _MINUTE) % REVISIONS


class ReminderActions:
    """Carries out actions. The caller has checked the rights. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(self, service: ReminderService, publisher: Publisher, prompts: Prompts) -> None:
        """Prepare. `publisher`: posts, and takes away the last post of a deleted reminder."""
        self._service = service
        self._publisher = publisher
        self._prompts = prompts

    async def obstacle(self, place: Destination, check: str, reminder: Reminder | None = None) -> Suspension | None:
        """Return why the bot can't post there; None if it can.

        No question about rights tells that for sure, so that a line is posted as a reminder is, and taken away again.
        An existing reminder that wasn't refused last needs no trial.

        Raises:
            UnavailableError: The platform can't be reached.
        """
        if reminder and not _refused(reminder):
            return None
        post = self._prompts.trial(check)
        if not post:
            return Suspension.TEXTLESS
        try:
            posted = await self._publisher.publish(place, post)
        except PostRefusedError as refused:
            return refused.why
        await self._publisher.retract(replace(place, chat=posted.chat), posted.message)
        return None

    async def pause(self, reminder: Reminder, until: dt.date = dt.date.max) -> ActionOutcome | ScheduleProblem:
        """Pause it until this day, or until further notice."""
        if until != dt.date.max:
            wanted = replace(reminder.schedule, paused_until=until)
            for problem in self._service.problems(wanted, reminder):
                if problem in _PAUSE_PROBLEMS:
                    return problem
        return _outcome(done=await self._service.pause(reminder, until))

    async def resume(self, reminder: Reminder) -> ActionOutcome | Suspension:
        """Resume it, whether it is paused or switched off; return why it can't come, if it can't.

        Raises:
            UnavailableError: The platform can't be reached.
        """
        if why := await self.obstacle(reminder.place, reminder.check, reminder):
            return why
        return _outcome(done=await self._service.resume(reminder))

    async def skip(self, reminder: Reminder, shown: int) -> ActionOutcome:
        """Skip the next occurrence. `shown`: the revision that the button was made for."""
        if shown != revision(reminder):
            return ActionOutcome.REPEATED
        return _outcome(done=await self._service.skip(reminder))

    async def post_now(self, reminder: Reminder, shown: int) -> ActionOutcome:
        """Post it now. `shown`: the revision that the button was made for."""
        if shown != revision(reminder):
            return ActionOutcome.REPEATED
        return _outcome(done=await self._service.post_now(reminder))

    async def delete(self, reminder: Reminder) -> ActionOutcome:
        """Delete it, and take its last post away."""
        gone = await self._service.remove(reminder)
        if gone and gone.message:
            await self._publisher.retract(gone.place, gone.message)
        return ActionOutcome.DONE


def _refused(reminder: Reminder) -> bool:
    """Return whether it is suspended, or its last occurrence was refused."""
    last = next(iter(reminder.occurrences), None)
    return bool(reminder.suspended or (last and last.outcome is OccurrenceOutcome.REFUSED))


def _outcome(*, done: bool) -> ActionOutcome:
    return ActionOutcome.DONE if done else ActionOutcome.GONE
