"""Groups, as Telegram tells of them: what they are called, who is what there, and what is posted in them."""

from telegram.constants import ChatMemberStatus, ParseMode

from adapters.ledger.reminder import Suspension
from adapters.telegram.api import Api, keyboard
from adapters.telegram.call import persistent, told
from adapters.telegram.error import GoneError, MovedError, NowhereError, OutError, RefusedError
from adapters.telegram.layout import Post

_INSIDE = {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER}
_LEADING = {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}


class Teams:
    """Calls about groups. Every one raises `RefusedError` and `AwayError`."""

    def __init__(self, api: Api) -> None:
        """`api`: the bot's."""
        self._api = api

    async def leads(self, chat: int, person: int) -> bool:
        """Tell whether this person is an administrator of this group now."""
        found = await persistent(lambda: self._api.bot.get_chat_member(chat, person))
        return found.status in _LEADING and found.user.id == person

    async def title(self, chat: int) -> str:
        """Give what this group is called, as plain text."""
        return (await persistent(lambda: self._api.bot.get_chat(chat))).title or ""

    async def obstacle(self, chat: int) -> Suspension | None:
        """Tell why the bot can't post in this group; None if it seems to be able to."""
        try:
            group = await persistent(lambda: self._api.bot.get_chat(chat))
            found = await persistent(lambda: self._api.bot.get_chat_member(chat, self._api.bot.id))
        except RefusedError as refused:
            return reason(refused)
        if found.status not in _INSIDE:
            return Suspension.LEFT
        may = group.permissions is None or group.permissions.can_send_messages
        return None if may or found.status in _LEADING else Suspension.FORBIDDEN

    async def announce(self, chat: int, post: Post, thread: int | None) -> int:
        """Post in a group, once, for everybody to notice; give the message's id."""
        sent = await told(
            lambda: self._api.bot.send_message(
                chat, post.html, ParseMode.HTML, message_thread_id=thread, api_kwargs=keyboard(post)
            )
        )
        return sent.message_id


def reason(refused: RefusedError) -> Suspension:
    """Give what a refusal means for whoever wants to post there."""
    match refused:
        case OutError():
            return Suspension.LEFT
        case GoneError() | NowhereError() | MovedError():
            return Suspension.GONE
        case _:
            return Suspension.FORBIDDEN
