"""The Bot API's calls about groups: their titles, their administrators, and posting in them."""

from telegram.constants import ChatMemberStatus, ParseMode

from adapters.checks.screen import Screen
from adapters.telegram.api import Api
from adapters.telegram.calls import persistent, translated
from adapters.telegram.message_layout import keyboard, text

_LEADING = {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}


class GroupApi:
    """Makes calls about groups. Each may raise `PlatformError`."""

    def __init__(self, api: Api) -> None:
        """Set up. `api`: the API of the bot."""
        self._api = api

    async def is_administrator(self, chat: str, person: str) -> bool:
        """Return whether this person is currently an administrator of this group."""
        found = await persistent(lambda: self._api.bot.get_chat_member(int(chat), int(person)))
        return found.status in _LEADING and str(found.user.id) == person

    async def administrators(self, chat: str) -> frozenset[str]:
        """Return the ids of this group's current administrators, bots left out."""
        found = await persistent(lambda: self._api.bot.get_chat_administrators(int(chat)))
        return frozenset(str(one.user.id) for one in found if not one.user.is_bot)

    async def title(self, chat: str) -> str | None:
        """Return the title of this group, as plain text; None if it has none."""
        return (await persistent(lambda: self._api.bot.get_chat(int(chat)))).title

    async def post(self, chat: str, screen: Screen, thread: str | None) -> str:
        """Post in a group, without retrying, and return the message's id."""
        sent = await translated(
            lambda: self._api.patient.send_message(
                int(chat),
                text(screen),
                ParseMode.HTML,
                message_thread_id=int(thread) if thread else None,
                disable_notification=not screen.loud,
                api_kwargs=keyboard(screen),
            )
        )
        return str(sent.message_id)
