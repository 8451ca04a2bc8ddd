"""Reads the buttons of a screen back from Telegram, because they aren't stored anywhere else.

The Bot API can't fetch a message. But posting a reply to one returns the message replied to, buttons included
(Client.cpp:4172-4178, 4715 and 12581 of tdlib/telegram-bot-api).
"""

from collections.abc import Iterator
from itertools import chain

from adapters.channels.message_lifecycle import Address
from adapters.checks.screen import Screen
from adapters.telegram.api import Api, message_id
from adapters.telegram.message_layout import Buttons


async def reply(api: Api, at: Address, screen: Screen) -> tuple[str, Buttons]:
    """Post a reply to the message at this address; return the reply's id, and the buttons of the message replied to.

    Raises:
        PlatformError: The message is gone, or Telegram can't be reached.
    """
    sent = await api.send(at.chat, screen, at.thread, at.message)
    return message_id(sent), tuple(_buttons(sent))


def _buttons(sent: object) -> Iterator[tuple[str, str]]:
    match sent:
        case {"reply_to_message": {"reply_markup": {"inline_keyboard": [*rows]}}}:
            for button in chain.from_iterable(rows):
                match button:
                    case {"text": str(label), "callback_data": str(payload)}:
                        yield label, payload
