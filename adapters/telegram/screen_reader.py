"""Reads the buttons of a screen from Telegram, as nothing here remembers them.

Telegram has no call that shows a message. But what is posted as a reply to it comes back with it, buttons included
(Client.cpp:4172-4178, 4715 and 12581 of tdlib/telegram-bot-api).
"""

from collections.abc import Iterator
from itertools import chain

from adapters.channels.message_lifecycle import Address
from adapters.checks.screen import Screen
from adapters.telegram.api import Api, message_id
from adapters.telegram.message_layout import Buttons


async def reply(api: Api, at: Address, screen: Screen) -> tuple[str, Buttons]:
    """Post a message as a reply to the one at this address; return its id, and the buttons under that one.

    Raises:
        PlatformError: The other message is gone, or Telegram can't be reached.
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
