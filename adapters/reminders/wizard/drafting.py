"""Start, change and save drafts."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from adapters.reminders.actions import ReminderActions
from adapters.reminders.prompts import Prompts
from adapters.reminders.series import Series
from adapters.reminders.service import ReminderService
from adapters.reminders.wizard.actions import WizardPress, WizardScreen
from adapters.reminders.wizard.editing import EditingOptions, edited
from adapters.storage.draft_store import DraftStore
from adapters.storage.drafts import Draft
from adapters.storage.reminders import Destination, Plan, Suspension
from bot.rhythm import Once
from bot.schedule import Schedule
from bot.schedule_problems import ScheduleProblem

_UNSEEN = {Suspension.GONE, Suspension.LEFT}
"""The reason why nothing can be posted in a place where the bot has never been."""
_MENDED = {
    ScheduleProblem.START_IN_PAST: WizardScreen.START,
    ScheduleProblem.TOO_FAR: WizardScreen.START,
}
"""The screen on which each problem can be fixed; the screen of the days for all others."""


@dataclass(frozen=True, slots=True)
class DraftTrouble:
    """What prevents a draft from being saved. `screen`: where it can be fixed; `key`: its text key."""

    screen: WizardScreen
    key: str


class Drafting:
    """Manages drafts in the store. Every call may raise one of `DATABASE_UNAVAILABLE`."""

    def __init__(
        self, account: str, service: ReminderService, actions: ReminderActions, prompts: Prompts, drafts: DraftStore
    ) -> None:
        """Configure it. `account`: the account's name in the store; `drafts`: the store of drafts."""
        self._account = account
        self._service = service
        self._actions = actions
        self._prompts = prompts
        self._drafts = drafts

    async def get(self, name: str) -> Draft | None:
        """Return this draft; None if it no longer exists."""
        return await self._drafts.get(self._account, name)

    async def begin(self, places: Sequence[Destination], series: Series | None = None) -> Draft | None:
        """Create a draft and return it; None if there is no prompt to post.

        Args:
            places: Where to post it.
            series: The reminder that it changes, and whose plan it starts with; None for a new one.
        """
        checks = self._prompts.checks
        if not checks:
            return None
        plan = self._current(series.plan) if series else self._service.blank(checks[0])
        if plan.check not in checks:
            plan = replace(plan, check=checks[0], without=frozenset())
        name = series.name if series else ""
        return await self.keep(Draft(secrets.token_hex(8), self._account, name, tuple(places), plan))

    async def edit(self, draft: Draft, press: WizardPress, chosen: tuple[str, ...]) -> Draft:
        """Apply a choice to a draft, and return the stored draft."""
        prompts = tuple(one.id for one in self._prompts.upcoming(draft.plan, 0))
        options = EditingOptions(self._service.now(), tuple(self._prompts.checks), prompts)
        return await self.keep(edited(draft, press, chosen, options))

    async def place(self, draft: Draft, places: Sequence[Destination]) -> Draft:
        """Set the draft's places, and return the stored draft."""
        return await self.keep(replace(draft, places=tuple(places)))

    async def keep(self, draft: Draft) -> Draft:
        """Extend the lifetime of a draft, and return it."""
        await self._drafts.keep(draft)
        return draft

    def trouble(self, draft: Draft, old: Series | None) -> DraftTrouble | None:
        """Return the first problem that prevents it from being saved. `old`: the reminder that it changes."""
        schedule = draft.plan.schedule
        if not draft.places:
            return DraftTrouble(WizardScreen.WHERE, "plan.nowhere")
        if not self._prompts.turn(draft.plan, 0):
            return DraftTrouble(WizardScreen.PROMPTS, "plan.no_prompt")
        for problem in self._service.problems(schedule, old):
            never = problem is ScheduleProblem.NEVER and isinstance(schedule.rhythm, Once)
            screen = WizardScreen.START if never else _MENDED.get(problem, WizardScreen.DAYS)
            return DraftTrouble(screen, f"trouble.{problem.value}")
        return None

    async def obstacles(self, draft: Draft, old: Series | None) -> dict[Destination, str]:
        """Return, for each place where the bot can't post it, the text key of the reason.

        Raises:
            UnavailableError: The platform can't be reached.
        """
        found = await self._actions.obstacles(old, draft.places, draft.plan.check)
        known = old.places if old else ()
        return {place: _obstacle(why, known=place in known) for place, why in found.items()}

    async def save(self, draft: Draft, old: Series | None) -> Series | None:
        """Save a draft without problems, and return it; None if the reminder it changes is gone. Idempotent."""
        if old:
            await self._service.change(old, draft.places, draft.plan)
            return await self._service.find(self._account, old.name)
        added = await self._service.add(draft.name, draft.places, draft.plan)
        await self.keep(replace(draft, series=added.name))  # makes saving idempotent
        return added

    def _current(self, plan: Plan) -> Plan:
        """Return a plan without pauses and skipped days in the past."""
        return replace(plan, schedule=_without_past(plan.schedule, self._service.today()))


def _obstacle(why: Suspension, *, known: bool) -> str:
    """Return the text key of the reason why it can't be posted. `known`: whether it was posted there before."""
    return f"suspension.{why}" if known or why not in _UNSEEN else f"obstacle.{why}"


def _without_past(schedule: Schedule, today: dt.date) -> Schedule:
    pause = schedule.paused_until
    skips = frozenset(day for day in schedule.skips if day >= today)
    return replace(schedule, paused_until=pause if pause and pause > today else None, skips=skips)
