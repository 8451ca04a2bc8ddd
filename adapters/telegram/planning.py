"""Setting reminders up: the way from a group into the private chat, and the conversation there, of buttons only.

1. Where it stands rides in its buttons; nothing of it is kept here.
2. Who somebody is gets asked at every press that shows or changes a reminder. In doubt it does neither.
3. In a group nothing is said but where to go, and that to anybody.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from adapters import log
from adapters.dialogue import Dialogue
from adapters.ledger.reminder import Reminder, Suspension
from adapters.reminder.planner import Planner
from adapters.reminder.prompts import Prompts
from adapters.service import Service
from adapters.telegram.api import Api
from adapters.telegram.call import NAME
from adapters.telegram.coordinator import Coordinators, DoubtError
from adapters.telegram.deed import Deeds
from adapters.telegram.error import AwayError, RefusedError
from adapters.telegram.layout import Post
from adapters.telegram.listing import command
from adapters.telegram.poster import Poster
from adapters.telegram.room import Room
from adapters.telegram.team import Teams
from adapters.telegram.ticket import Ticket, Tickets
from adapters.telegram.view import View
from adapters.telegram.wire import Commanded, Pressed, Source
from bot.move import Act, Screen
from bot.plan import Plan, listed, opened, step
from bot.schedule import Trouble
from messages.markup import plain

_WHERE = {
    Trouble.WEEKS_OUT_OF_RANGE: Screen.RHYTHM,
    Trouble.START_IN_PAST: Screen.START,
    Trouble.TOO_FAR: Screen.START,
}
"""Where something was chosen that can't be; all else where the days are."""


class Planning:
    """Takes what concerns reminders. It raises what the ledger and Telegram raise."""

    def __init__(  # noqa: PLR0913 - each has its own part in it
        self, api: Api, room: Room, poster: Poster, service: Service, account: str, *, administrators: bool
    ) -> None:
        """`account`: the bot's name in the ledger; `administrators`: of a group, who may for that group."""
        teams = Teams(api)
        self._api = api
        self._room = room
        self._coordinators = Coordinators(teams, service.coordinators, administrators=administrators)
        self._service = service
        self._account = account
        self._dialogue: Dialogue = service.dialogue
        self._planner: Planner = service.planner
        prompts = Prompts(self._dialogue, service.locale)
        self._tickets = Tickets(self._dialogue.seal, prompts.checks, service.idle)
        self._deeds = Deeds(account, self._planner, teams, poster, prompts.checks)
        self._view = View(self._dialogue, self._planner, teams, self._tickets, self._deeds, prompts)
        self.commands = frozenset(str(self._dialogue.words(one)["reminder.word"]) for one in self._dialogue.locales)

    async def invite(self, event: Commanded, locale: str) -> None:
        """Show the way into the private chat, in a group. The command goes where the bot may delete it."""
        source, words = event.source, self._dialogue.words(locale)
        if event.behind not in {None, source.chat}:
            return  # a channel that speaks in a group is nobody who could be asked
        with suppress(RefusedError, AwayError):
            await self._api.delete(source.chat, [source.message])
        address = f"https://t.me/{self._api.username}?start={self._tickets.invite(source.chat, event.thread or 0)}"
        post = Post(words["plan.group"], link=(plain(words["plan.enter"]), address))
        if event.behind:
            post = Post(words["plan.anonymous"].format(command=command(words)))
        await self._room.remark(source, post, event.thread, again=True)

    async def enter(self, source: Source, argument: str, locale: str) -> bool:
        """Begin for the group that this link came from; False: it is no such link."""
        origin = self._tickets.origin(argument)
        if origin and not origin.fresh:
            await self._room.remark(source, self._expired(locale), again=True)
        elif origin:
            await self.begin(source, locale, opened(origin.chat, origin.thread))
        return origin is not None

    async def begin(self, source: Source, locale: str, plan: Plan | None = None) -> None:
        """Show the reminders of a group, or of every group that this person may set them up for."""
        try:
            post = await self._shown(plan or opened(), None, source, locale, "")
        except DoubtError:
            post = self._word(locale, "reminder.unsure")
        if post.rows:
            await self._room.unfold(source, post)
        else:
            await self._room.remark(source, post, again=True)

    async def press(self, event: Pressed, locale: str) -> bool:
        """Take a press; False: it was on no button of this conversation."""
        ticket = self._tickets.open(event.payload, event.source.person)
        if not ticket:
            return False
        if ticket.move.act is Act.CLOSED:
            await asyncio.gather(self._api.answer(event.query), self._room.close(event.source))
            return True
        try:
            post = await self._taken(ticket, event.source, locale) if ticket.fresh else self._expired(locale)
        except DoubtError:
            await self._api.answer(event.query, plain(self._dialogue.words(locale)["reminder.unsure"]))
        else:
            await asyncio.gather(self._api.answer(event.query), self._room.put(event.source, post))
        return True

    async def leave(self, chat: int) -> None:
        """Let no reminder come in this group: the bot isn't there any more."""
        if await self._service.agenda.suspend(self._account, str(chat), Suspension.LEFT):
            log.event("reminder_suspended", "warning", channel=NAME, reason=Suspension.LEFT)

    async def move(self, chat: int, there: int) -> None:
        """Have the reminders of this group come where it is now."""
        await self._service.agenda.move(self._account, str(chat), str(there))

    async def _taken(self, ticket: Ticket, source: Source, locale: str) -> Post:
        plan, act = step(ticket.plan, ticket.move)
        if plan.chat and not await self._coordinators.may(source.person, plan.chat):
            return self._word(locale, "reminder.only")
        one, notice = await self._found(plan), ""
        if plan.reminder is not None and one is None:
            return await self._shown(listed(plan), None, source, locale, "reminder.changed")
        plan, notice = self._mended(plan, one)
        if act and not notice:
            plan, notice = await self._deeds.do(plan, act, ticket.move, one, ticket.at)
            one = await self._found(plan)
        return await self._shown(plan, one, source, locale, notice)

    async def _found(self, plan: Plan) -> Reminder | None:
        """Give the reminder that a plan is about, if it is still where it was."""
        one = None if plan.reminder is None else await self._planner.find(self._account, plan.reminder)
        return one if one and (one.place.chat, one.place.thread or "0") == (str(plan.chat), str(plan.thread)) else None

    def _mended(self, plan: Plan, one: Reminder | None) -> tuple[Plan, str]:
        """Go back to where something was chosen that can't be, and give the word that says what."""
        if plan.screen.value > Screen.DAYS.value:
            for trouble in self._planner.faults(self._deeds.schedule(plan, one), one):
                where = _WHERE.get(trouble, Screen.DAYS)
                early = trouble is Trouble.NEVER and plan.screen is not Screen.CONFIRM
                if where.value < plan.screen.value and not early:
                    return replace(plan, screen=where), f"trouble.{trouble.value}"
        return plan, ""

    async def _shown(self, plan: Plan, one: Reminder | None, source: Source, locale: str, notice: str) -> Post:
        if plan.screen is not Screen.LIST:
            return await self._view.show(plan, one, source.person, locale, notice)
        found = await self._allowed(plan, source.person)
        if found is None:
            return self._word(locale, "reminder.only")
        return await self._view.listed(plan, found, source.person, locale, notice)

    async def _allowed(self, plan: Plan, person: int) -> Sequence[Reminder] | None:
        """Give the reminders for this list that this person may see; None for who may see none."""
        known = await self._planner.all(self._account)
        if plan.chat:
            here = (str(plan.chat), str(plan.thread) if plan.thread else "")
            allowed = await self._coordinators.may(person, plan.chat)
            return [one for one in known if (one.place.chat, one.place.thread) == here] if allowed else None
        chats = await self._coordinators.among(person, {int(one.place.chat) for one in known})
        found = [one for one in known if int(one.place.chat) in chats]
        return found if found or self._coordinators.everywhere(person) else None

    def _expired(self, locale: str) -> Post:
        words = self._dialogue.words(locale)
        return Post(words["plan.expired"].format(command=command(words)))

    def _word(self, locale: str, key: str) -> Post:
        return Post(self._dialogue.words(locale)[key])
