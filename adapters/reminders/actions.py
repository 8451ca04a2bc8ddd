"""What coordinators can do with a reminder; the same on every channel.

Pressing a button twice has the same effect as once: the button contains the reminder's revision at the time, and an
action that isn't idempotent is carried out only if the reminder still has that revision.
"""

import asyncio
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum
from zoneinfo import ZoneInfo

from adapters.reminders.prompts import Prompts
from adapters.reminders.publisher import PostRefusedError, Publisher
from adapters.reminders.series import Series
from adapters.reminders.service import ReminderService
from adapters.storage.reminders import Destination, OccurrenceOutcome, Reminder, Suspension
from bot.schedule_problems import ScheduleProblem

REVISIONS = 2**14
"""Every revision is less than this."""
_MINUTE = 60
_PAUSE_PROBLEMS = {ScheduleProblem.PAUSE_IN_PAST, ScheduleProblem.NEVER}


class ReminderAction(Enum):
    """What a coordinator can do with a reminder, in the order in which it is offered."""

    CHANGE = "change"
    POST_NOW = "ring"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    DELETE = "delete"


class ActionOutcome(Enum):
    """The outcome of an action. `REPEATED`: an earlier press has done it already."""

    DONE = "done"
    REPEATED = "repeated"
    GONE = "gone"


def available(series: Series, now: dt.datetime) -> tuple[ReminderAction, ...]:
    """Return the actions available now (a timezone-aware datetime)."""
    today = now.astimezone(ZoneInfo(series.plan.schedule.zone)).date()
    paused = series.plan.schedule.paused_until
    coming = [one for one in series.reminders if not one.suspended]
    offered = {
        ReminderAction.CHANGE: True,
        ReminderAction.POST_NOW: bool(coming),
        ReminderAction.PAUSE: bool(coming) and paused != dt.date.max,
        ReminderAction.RESUME: len(coming) < len(series.reminders) or bool(paused and paused > today),
        ReminderAction.SKIP: any(one.due_at is not None for one in coming),
        ReminderAction.DELETE: True,
    }
    return tuple(action for action in ReminderAction if offered[action])


def revision(series: Series) -> int:
    """Return a small number that changes when the series is posted anywhere or its next time changes."""
    return sum(one.prompt + int(one.due_at or 0) // _MINUTE for one in series.reminders) % REVISIONS


class ReminderActions:
    """Carries out actions; the caller must check the rights. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(self, service: ReminderService, publisher: Publisher, prompts: Prompts) -> None:
        """Configure it. `publisher`: makes a trial post to find out whether the bot may post."""
        self._service = service
        self._publisher = publisher
        self._prompts = prompts

    async def obstacles(
        self, series: Series | None, places: Iterable[Destination], check: str
    ) -> Mapping[Destination, Suspension]:
        """Return why the bot can't post, by place; places where it can are left out.

        Asking the platform about rights isn't reliable, so a line is posted the way a reminder is, and deleted again.
        Places of the series whose latest post wasn't refused need no trial.

        Raises:
            UnavailableError: The platform can't be reached.
        """
        known = () if series is None else (one.place for one in series.reminders if not _refused(one))
        asked = [place for place in places if place not in {*known}]
        found = await asyncio.gather(*(self._obstacle(place, check) for place in asked), return_exceptions=True)
        obstacles = dict[Destination, Suspension]()
        for place, why in zip(asked, found, strict=True):
            if isinstance(why, BaseException):
                raise why  # only now, when every trial post has been deleted
            if why:
                obstacles[place] = why
        return obstacles

    async def pause(self, series: Series, until: dt.date = dt.date.max) -> ActionOutcome | ScheduleProblem:
        """Pause it until this day, or until further notice."""
        if until != dt.date.max:
            wanted = replace(series.plan.schedule, paused_until=until)
            for problem in self._service.problems(wanted, series):
                if problem in _PAUSE_PROBLEMS:
                    return problem
        return _outcome(done=await self._service.pause(series, until))

    async def resume(self, series: Series) -> ActionOutcome | Mapping[Destination, Suspension]:
        """Resume it, whether paused or suspended. Return the reasons why it can't be posted, by place.

        Raises:
            UnavailableError: The platform can't be reached.
        """
        if why := await self.obstacles(series, series.places, series.plan.check):
            return why
        now = await self._service.find(
            series.places[0].channel, series.name
        )  # the trial takes time: it may have changed meanwhile
        return _outcome(done=now is not None and await self._service.resume(now))

    async def skip(self, series: Series, shown: int) -> ActionOutcome:
        """Skip the next occurrence. `shown`: the revision in the button."""
        if shown != revision(series):
            return ActionOutcome.REPEATED
        return _outcome(done=await self._service.skip(series))

    async def post_now(self, series: Series, shown: int) -> ActionOutcome:
        """Post it now. `shown`: the revision in the button."""
        if shown != revision(series):
            return ActionOutcome.REPEATED
        return _outcome(done=await self._service.post_now(series))

    async def delete(self, series: Series) -> ActionOutcome:
        """Delete it and its latest posts."""
        await self._service.remove(series)
        return ActionOutcome.DONE

    async def _obstacle(self, place: Destination, check: str) -> Suspension | None:
        post = self._prompts.trial(check)
        if not post:
            return Suspension.TEXTLESS
        try:
            posted = await self._publisher.publish(place, post)
        except PostRefusedError as refused:
            return refused.why
        await self._publisher.retract(replace(place, chat=posted.chat), posted.message)
        return None


def _refused(reminder: Reminder) -> bool:
    """Return whether it is suspended, or its last occurrence was refused."""
    last = next(iter(reminder.occurrences), None)
    return bool(reminder.suspended or (last and last.outcome is OccurrenceOutcome.REFUSED))


def _outcome(*, done: bool) -> ActionOutcome:
    return ActionOutcome.DONE if done else ActionOutcome.GONE
