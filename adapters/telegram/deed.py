"""What a coordinator asks for beyond choosing: done, with what there is to say of it.

Each can be asked for twice, as a button can be pressed twice, and then is done once.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from adapters.ledger.reminder import Place, Reminder
from adapters.reminder.planner import Planner
from adapters.telegram.error import AwayError, RefusedError
from adapters.telegram.listing import FOREVER, following
from adapters.telegram.poster import Poster
from adapters.telegram.team import Teams
from bot.move import Act, Move, Screen
from bot.plan import Plan, about, drafted, listed, number, scheduled
from bot.schedule import Schedule

Done = tuple[Plan, str]
"""Where the plan stands then, and the word that says what happened, or nothing."""


class Deeds:
    """Does them. Who may was asked before. Every call may raise one of the ledger's `UNAVAILABLE`."""

    def __init__(self, account: str, planner: Planner, teams: Teams, poster: Poster, checks: Sequence[str]) -> None:
        """`account`: the bot's name in the ledger; `checks`: those that have prompts."""
        self._account = account
        self._planner = planner
        self._teams = teams
        self._poster = poster
        self._checks = checks

    async def do(self, plan: Plan, act: Act, move: Move, one: Reminder | None, at: float) -> Done:
        """Do it. `one`: the reminder that the plan is about; `at`: when the button was made (Unix time, seconds)."""
        if act is Act.BEGAN:
            return self._begin(plan)
        if act is Act.SAVED:
            return await self._save(plan, one)
        return await self._change(plan, act, move.value, one, at) if one else (listed(plan), "reminder.changed")

    async def _change(self, plan: Plan, act: Act, value: int, one: Reminder, at: float) -> Done:
        there = replace(plan, screen=Screen.ONE)
        match act:
            case Act.CHANGED:
                return self._draft(
                    plan, one.schedule, self._checks.index(one.check) if one.check in self._checks else 0
                )
            case Act.PAUSED if value == FOREVER:
                kept = await self._planner.pause(one)
            case Act.PAUSED:
                kept = await self._planner.pause(one, self._planner.today() + dt.timedelta(weeks=value))
            case Act.RESUMED:
                if obstacle := await self._obstacle(int(one.place.chat)):
                    return there, obstacle
                kept = await self._planner.resume(one)
            case Act.SKIPPED:
                day = following(one, self._planner.now())
                kept = day is None or number(day) != value or await self._planner.skip(one)
            case Act.RUNG:
                return await self._ring(there, one, at)
            case _:
                return await self._remove(plan, one)
        return (there, "") if kept else (listed(plan), "reminder.changed")

    def schedule(self, plan: Plan, one: Reminder | None) -> Schedule:
        """Give what was chosen as a schedule: a new one, or that of this reminder with what has passed left out."""
        if one is None:
            return scheduled(plan, self._planner.blank())
        pause, today = one.schedule.paused_until, self._planner.today()
        old = one.schedule if pause is None or pause > today else replace(one.schedule, paused_until=None)
        return scheduled(plan, old)

    def _begin(self, plan: Plan) -> Done:
        return self._draft(replace(plan, reminder=None), self._planner.blank(), 0)

    def _draft(self, plan: Plan, schedule: Schedule, check: int) -> Done:
        if not self._checks:
            return plan, "suspension.textless"
        return drafted(plan, Screen.CHECK if len(self._checks) > 1 else Screen.DAYS, schedule, check), ""

    async def _save(self, plan: Plan, one: Reminder | None) -> Done:
        if obstacle := await self._obstacle(plan.chat):
            return plan, obstacle
        schedule, check = self.schedule(plan, one), self._checks[plan.check]
        if one:
            kept = await self._planner.change(one, check, schedule)
            return (replace(plan, screen=Screen.ONE), "reminder.saved") if kept else (listed(plan), "reminder.changed")
        place = Place(self._account, str(plan.chat), str(plan.thread) if plan.thread else "")
        found = await self._planner.add(place, check, schedule)
        return about(plan, found.id, plan.chat, plan.thread), "reminder.saved"

    async def _ring(self, plan: Plan, one: Reminder, at: float) -> Done:
        """Have it posted, unless it was since the button was made: then this is the second of two presses."""
        if not (one.occurrences and one.occurrences[0].moment > at) and not await self._planner.ring(one):
            return listed(plan), "reminder.changed"
        return plan, "reminder.rung"

    async def _remove(self, plan: Plan, one: Reminder) -> Done:
        gone = await self._planner.remove(one)
        if gone and gone.message:
            await self._poster.remove(gone.place, gone.message)
        return listed(plan), "reminder.deleted"

    async def _obstacle(self, chat: int) -> str:
        """Say why the bot can't post in this group; nothing, if it can."""
        try:
            found = await self._teams.obstacle(chat)
        except (RefusedError, AwayError):
            return "plan.away"
        return f"suspension.{found}" if found else ""
