"""A plan as its coordinator sees it now: what the screen needs is asked of the ledger and of Telegram, and laid out."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from adapters.dialogue import Dialogue
from adapters.ledger.reminder import Reminder
from adapters.reminder.planner import Planner
from adapters.telegram import draft, shelf
from adapters.telegram.deed import Deeds
from adapters.telegram.draft import Draft
from adapters.telegram.error import AwayError, RefusedError
from adapters.telegram.layout import Post
from adapters.telegram.sheet import Sheet
from adapters.telegram.team import Teams
from adapters.telegram.ticket import Tickets
from bot.plan import Plan, Screen


class View:
    """Shows plans."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that a screen can show comes together here
        self, dialogue: Dialogue, planner: Planner, teams: Teams, tickets: Tickets, deeds: Deeds, checks: Sequence[str],
        locale: str,
    ) -> None:  # fmt: skip
        """`checks`: those that have prompts; `locale`: of the prompts."""
        self._dialogue = dialogue
        self._planner = planner
        self._teams = teams
        self._tickets = tickets
        self._deeds = deeds
        self._checks = checks
        self._locale = locale

    async def list(self, plan: Plan, found: Sequence[Reminder], person: int, locale: str, notice: str = "") -> Post:
        """Show a page of these reminders."""
        plan = replace(plan, page=min(plan.page, shelf.pages(len(found)) - 1))
        sheet = self._sheet(plan, person, locale, notice)
        shown = found[plan.page * shelf.PAGE :][: shelf.PAGE]
        titles = dict(zip(*await self._titles({int(one.place.chat) for one in shown}), strict=True))
        places = (self._place(locale, titles[int(one.place.chat)], topic=one.place.thread != "") for one in shown)
        shelf.shelve(sheet, list(zip(shown, places, strict=True)), len(found), self._planner.now())
        return sheet.post()

    async def show(self, plan: Plan, one: Reminder | None, person: int, locale: str, notice: str = "") -> Post:
        """Show one reminder, or the draft of one."""
        sheet = self._sheet(plan, person, locale, notice)
        place = self._place(locale, await self._title(plan.chat), topic=plan.thread != 0)
        if one and plan.screen in {Screen.ONE, Screen.PAUSE, Screen.DELETE}:
            shelf.show(sheet, one, place, self._planner.now())
        else:
            draft.show(sheet, self._draft(plan, one, place, locale), self._planner)
        return sheet.post()

    def _sheet(self, plan: Plan, person: int, locale: str, notice: str) -> Sheet:
        sheet = Sheet(self._dialogue.words(locale), plan, lambda shown, move: self._tickets.make(shown, move, person))
        if notice:
            sheet.say(notice)
            sheet.gap()
        return sheet

    def _draft(self, plan: Plan, one: Reminder | None, place: Markup, locale: str) -> Draft:
        labels = {start.payload: start.label for start in self._dialogue.starts(locale)}
        checks = [Markup("{}").format(labels[check]) for check in self._checks]
        chosen = self._checks[min(plan.check, len(self._checks) - 1)]
        preview = Markup(self._dialogue.prompts(chosen, self._locale)[0])  # noqa: S704 - HTML of the content's own
        return Draft(self._deeds.schedule(plan, one), checks, place, preview)

    def _place(self, locale: str, title: str, *, topic: bool) -> Markup:
        words = self._dialogue.words(locale)
        return words["plan.topic_named" if topic else "plan.group_named"].format(title=title or words["plan.unnamed"])

    async def _titles(self, chats: set[int]) -> tuple[list[int], list[str]]:
        known = list(chats)
        return known, list(await asyncio.gather(*(self._title(chat) for chat in known)))

    async def _title(self, chat: int) -> str:
        """Give what a group is called; nothing where Telegram doesn't say."""
        try:
            return await self._teams.title(chat)
        except (RefusedError, AwayError):
            return ""
