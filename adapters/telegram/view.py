"""A plan as its coordinator sees it now: what the screen needs is asked of the ledger and of Telegram, and laid out."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from adapters.dialogue import Dialogue
from adapters.ledger.reminder import Reminder
from adapters.reminder.planner import Planner
from adapters.reminder.prompts import Prompts
from adapters.telegram import draft, listing
from adapters.telegram.deed import Deeds
from adapters.telegram.draft import Draft
from adapters.telegram.error import AwayError, RefusedError
from adapters.telegram.layout import Post
from adapters.telegram.sheet import Sheet
from adapters.telegram.team import Teams
from adapters.telegram.ticket import Tickets
from bot.move import Screen
from bot.plan import Plan

_NAMED = {Screen.ONE, Screen.PAUSE, Screen.DELETE, Screen.CONFIRM}
"""Screens that say which group it is about."""


class View:
    """Shows plans."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that a screen can show comes together here
        self, dialogue: Dialogue, planner: Planner, teams: Teams, tickets: Tickets, deeds: Deeds, prompts: Prompts,
    ) -> None:  # fmt: skip
        """`prompts`: what can be posted."""
        self._dialogue = dialogue
        self._planner = planner
        self._teams = teams
        self._tickets = tickets
        self._deeds = deeds
        self._prompts = prompts

    async def listed(self, plan: Plan, found: Sequence[Reminder], person: int, locale: str, notice: str = "") -> Post:
        """Show a page of these reminders."""
        plan = replace(plan, page=min(plan.page, listing.pages(len(found)) - 1))
        sheet = self._sheet(plan, person, locale, notice)
        shown = found[plan.page * listing.PAGE :][: listing.PAGE]
        chats = list({one.place.chat for one in shown})
        titles = dict(zip(chats, await asyncio.gather(*(self._title(int(chat)) for chat in chats)), strict=True))
        places = (self._place(locale, titles[one.place.chat], topic=one.place.thread != "") for one in shown)
        listing.listed(sheet, list(zip(shown, places, strict=True)), len(found), self._planner.now())
        return sheet.post()

    async def show(self, plan: Plan, one: Reminder | None, person: int, locale: str, notice: str = "") -> Post:
        """Show one reminder, or the draft of one."""
        sheet = self._sheet(plan, person, locale, notice)
        named = plan.screen in _NAMED
        place = self._place(locale, await self._title(plan.chat) if named else "", topic=plan.thread != 0)
        if one and plan.screen in {Screen.ONE, Screen.PAUSE, Screen.DELETE}:
            listing.show(sheet, one, place, self._planner.now())
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
        titles = self._dialogue.titles(locale)
        checks = [Markup("{}").format(titles[check]) for check in self._prompts.checks]
        first = self._prompts.turn(self._prompts.checks[plan.check], one.prompt if one else 0)
        preview = Markup(first.html if first else "")  # noqa: S704 - HTML of the content's own
        return Draft(self._deeds.schedule(plan, one), checks, place, preview)

    def _place(self, locale: str, title: str, *, topic: bool) -> Markup:
        words = self._dialogue.words(locale)
        return words["plan.topic_named" if topic else "plan.group_named"].format(title=title or words["plan.unnamed"])

    async def _title(self, chat: int) -> str:
        """Give what a group is called; nothing where Telegram doesn't say."""
        try:
            return await self._teams.title(chat)
        except (RefusedError, AwayError):
            return ""
