"""Reads the buttons of a screen from Telegram, as nothing here remembers them.

Telegram has no call that shows a message. But what is posted as a reply to it comes back with it, buttons included
(Client.cpp:4172-4178, 4715 and 12581 of tdlib/telegram-bot-api).
"""

from adapters.channels.message_lifecycle import Address
from adapters.checks.screen import Screen
from adapters.telegram.api import Api
from adapters.telegram.message_layout import Buttons


async def reply(api: Api, at: Address, screen: Screen) -> tuple[str, Buttons]:
    """Post a message as a reply to the one at this address; return its id, and the buttons under that one.

    Raises:
        PlatformError: The other message is gone, or Telegram can't be reached.
    """
    sent = await api.send(at.chat, screen, at.thread, at.message)
    answered = sent.reply_to_message
    rows = answered.reply_markup.inline_keyboard if answered and answered.reply_markup else ()
    buttons = ((one.text, one.callback_data) for row in rows for one in row)
    return str(sent.message_id), tuple((label, data) for label, data in buttons if isinstance(data, str))
