"""Answers commands in a group, only ever with a link into the private chat."""

from contextlib import suppress

from adapters.channels.conversation import START, MessageConversation
from adapters.channels.services import SharedServices
from adapters.checks.screen import Link, Screen, Viewer
from adapters.concurrency.expiring_memory import ExpiringMemory
from adapters.platforms.errors import PlatformError
from adapters.reminders.wizard.list_screen import command
from adapters.telegram.api import Api
from adapters.telegram.ephemeral_api import EphemeralApi
from adapters.telegram.events import CommandSent
from adapters.telegram.group_links import GroupLinks
from messages.markup import plain

ANY = "ANY"
"""The argument of a link that offers all checks; no check can have this id."""
MOST = 1000
"""The most answers that are remembered while they are visible in a group."""


class GroupConversation:
    """Answers so that only the person who asked sees it, where Telegram supports that."""

    def __init__(
        self, api: Api, ephemeral: EphemeralApi, shared: MessageConversation, services: SharedServices
    ) -> None:
        """Set up. `ephemeral`: the API's calls about ephemeral messages; `shared`: posts what everybody may see."""
        self._api = api
        self._ephemeral = ephemeral
        self._shared = shared
        self._dialogue = services.dialogue
        self._links = GroupLinks(services.dialogue.cipher, services.idle)
        self._told: ExpiringMemory[tuple[str, str | None, str], bool] = ExpiringMemory(MOST, services.intervals.word)

    async def take(self, event: CommandSent, viewer: Viewer) -> None:
        """Run the command."""
        starts = {start.payload: start.label for start in self._dialogue.starts(viewer.locale)}
        if event.name in self._shared.reminder_commands:
            await self._invite(event, viewer)
        elif event.name in {START, *starts}:
            words = self._dialogue.words(viewer.locale)
            named = event.name if event.name in starts else next(iter(starts)) if len(starts) == 1 else None
            link = self._link(starts[named], named) if named else self._link(plain(words["start.any"]), ANY)
            await self._tell(event, Screen(words["chat.group"], links=(link,)))

    async def _invite(self, event: CommandSent, viewer: Viewer) -> None:
        """Show a link to this group's reminders, which anybody in the group can follow."""
        at, words = event.at, self._dialogue.words(viewer.locale)
        if event.behind not in {None, at.chat}:
            return  # a channel posting in a group isn't a person whose rights can be checked
        if event.behind:
            screen = Screen(words["plan.anonymous"].format(command=command(words)))
        else:
            link = self._link(plain(words["plan.enter"]), self._links.make(int(at.chat), int(at.thread or 0)))
            screen = Screen(words["plan.group"], links=(link,))
        await self._tell(event, screen, again=True)

    async def _tell(self, event: CommandSent, screen: Screen, *, again: bool = False) -> None:
        """Show this to the person only or, where Telegram can't do that, to everybody for a while.

        If everybody can still read the same text in the same topic, it isn't posted again. A command that everybody
        saw is deleted, where the bot may do so.
        """
        if not event.ephemeral:
            with suppress(PlatformError):
                await self._api.delete(event.at.chat, [event.at.message])
        if event.behind or not await self._ephemeral.show(event.at, screen, event.sender.id, event.ephemeral):
            told = event.at.chat, event.at.thread, str(screen.html)
            stands = self._told.get(told) is not None
            self._told.put(told, value=True)
            await self._shared.lifecycle.notice(event.at, screen, again=again or not stands)

    def _link(self, label: str, argument: str) -> Link:
        return Link(label, f"https://t.me/{self._api.username}?start={argument}")
