"""The Bot API's calls about ephemeral messages, which only one person in a group can see.

They were added in Bot API 10.2, and the SDK doesn't know them yet. An older server ignores the parameter, and would
show the message to everybody: so first one of the new methods is tried, to find out whether the server knows it.
Source: https://core.telegram.org/bots/api#ephemeral-messages-and-commands
"""

from telegram import error
from telegram.constants import ParseMode

from adapters.channels.message_lifecycle import Address
from adapters.checks.screen import Screen
from adapters.platforms.errors import RefusedError
from adapters.telegram.api import Api
from adapters.telegram.calls import lacks_method, persistent
from adapters.telegram.message_layout import keyboard, text


class EphemeralApi:
    """Makes calls about ephemeral messages."""

    def __init__(self, api: Api) -> None:
        """Set up. `api`: the API of the bot."""
        self._bot = api.bot
        self._known: bool | None = None

    async def known(self) -> bool:
        """Return whether the server supports ephemeral messages. Never raises; the first response is cached."""
        if self._known is None:
            try:
                self._known = bool(await self._bot.do_api_request("deleteEphemeralMessage"))
            except error.EndPointNotFound as absent:
                if not lacks_method(absent):
                    return False
                self._known = False
            except error.BadRequest:  # as expected: the call names no message
                self._known = True
            except error.TelegramError:
                return False
        return self._known

    async def show(self, at: Address, screen: Screen, person: str, command: str | None) -> bool:
        """Show a message in this group to one person only, and return whether Telegram could do so.

        Args:
            at: The group, and its topic.
            screen: What to show.
            person: The id of the person.
            command: The id of the ephemeral command that it replies to. If None, the bot must be an administrator.

        Raises:
            UnavailableError: Telegram can't be reached; the message may or may not have been shown.
        """
        if not await self.known():
            return False
        alone = {"ephemeral_message_parameters": {"receiver_user_id": int(person)}}
        answered = {"reply_parameters": {"ephemeral_message_id": int(command)}} if command else {}
        try:
            await persistent(
                lambda: self._bot.send_message(
                    int(at.chat),
                    text(screen),
                    ParseMode.HTML,
                    disable_notification=True,
                    protect_content=True,
                    message_thread_id=int(at.thread) if at.thread else None,
                    api_kwargs={**alone, **answered, **(keyboard(screen) or {})},
                ),
                repeatable=False,
            )
        except RefusedError:
            return False
        return True
