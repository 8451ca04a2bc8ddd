"""A person using Plein."""

import secrets

from adapters.simulators.json_object import JsonObject
from tests.example_channel.simulator.square import Chat, Message, Square


class Person:
    """A person with a private chat with the bot. `home`: that chat, which has their id."""

    def __init__(self, square: Square, number: int, name: str, language: str) -> None:
        """Join Plein."""
        self._square = square
        self._told: JsonObject = {"id": number, "name": name, "language": language}
        self.home = square.chats.setdefault(number, Chat(number, team=False, title=name, members={number}))

    async def say(self, text: str, chat: Chat | None = None) -> int:
        """Type something, in a team's chat or else in the private chat, and return the message's id."""
        there = self._in(chat)
        message = self._square.add(there, of_bot=False, html=text)
        await self._square.tell(there, message, self._told, {"say": text})
        return message.id

    async def press(self, label: str, chat: Chat | None = None) -> None:
        """Press a button, by the start of its label, below the newest message that has such a button.

        Raises:
            LookupError: There is none, or this isn't their chat.
        """
        there = self._in(chat)
        message, payload = _button(there, label)
        press = secrets.token_hex(4)
        self._square.presses.add(press)
        await self._square.tell(there, message, self._told, {"press": press, "payload": payload})

    def _in(self, chat: Chat | None) -> Chat:
        there = chat or self.home
        if self._told["id"] not in there.members:
            raise LookupError(there.title)
        return there


def _button(chat: Chat, label: str) -> tuple[Message, str]:
    for message in reversed(chat.messages):
        for button in message.buttons:
            if button.payload and button.label.startswith(label):
                return message, button.payload
    raise LookupError(label)
