"""What a button beside one reminder in the list does."""

import datetime as dt
from contextlib import suppress
from dataclasses import replace

from adapters.ledger.reminder import Reminder
from adapters.reminder.planner import Planner
from adapters.slack.listing import stamp
from adapters.slack.poster import Poster
from bot.schedule import Trouble

CHANGED = "reminder.changed"


class Deed:
    """Does it, and tells what to say about it by the key of the words; nothing to say is empty."""

    def __init__(self, planner: Planner, poster: Poster) -> None:
        """`poster`: takes away what a reminder that is deleted has posted last."""
        self._planner = planner
        self._poster = poster

    async def run(self, verb: str, reminder: Reminder, value: str) -> str:
        """Do this. `value`: a day to pause until, or the reminder's `stamp` when the button was shown."""
        if verb == "until":
            return await self._until(reminder, value)
        if verb == "delete":
            return await self._delete(reminder)
        doing = {
            "pause": (self._planner.pause, "form.paused"),
            "resume": (self._planner.resume, "form.resumed"),
            "skip": (self._planner.skip, "form.skipped"),
            "ring": (self._planner.ring, "reminder.rung"),
        }
        if verb not in doing or (verb in {"skip", "ring"} and value != stamp(reminder)):
            return ""  # one of these pressed twice is done once
        act, done = doing[verb]
        return done if await act(reminder) else CHANGED

    async def _until(self, reminder: Reminder, value: str) -> str:
        with suppress(ValueError):
            day = dt.date.fromisoformat(value)
            wanted = replace(reminder.schedule, paused_until=day)
            for trouble in self._planner.faults(wanted, reminder):
                if trouble in {Trouble.PAUSE_IN_PAST, Trouble.NEVER}:
                    return f"trouble.{trouble.value}"
            return "form.paused" if await self._planner.pause(reminder, day) else CHANGED
        return ""

    async def _delete(self, reminder: Reminder) -> str:
        gone = await self._planner.remove(reminder)
        if gone and gone.message:
            await self._poster.remove(gone.place, gone.message)
        return "reminder.deleted"
