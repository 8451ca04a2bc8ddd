"""Ephemeral messages, which only one person in a group can see (Bot API 10.2 and 10.3).

core.telegram.org/bots/api#ephemeral-messages-and-commands. An older server ignores the parameter of
sendMessage, and has none of the other methods. The errors for refused receivers aren't documented; BOT_NOT_ADMIN was
observed.
"""

from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram.account import Account
from adapters.simulators.telegram.chat import Chat
from adapters.simulators.telegram.errors import ApiError, bad_request
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.parameters import Parameters

PATIENCE = 15
"""Seconds within which a bot that isn't an administrator may answer an ephemeral command."""


def receiver(account: Account, chat: Chat, parameters: Parameters) -> int | None:
    """Return the id of the only person who may see a message; None for everybody.

    Raises:
        ApiError: The bot may not show it to them.
    """
    given = parameters.json("ephemeral_message_parameters") if account.ephemeral else None
    if given is None:
        return None
    person = Parameters(given).integer("receiver_user_id") if isinstance(given, dict) else 0
    if not isinstance(chat, Group):
        raise bad_request("BOT_NOT_ADMIN")
    if person not in account.people or not chat.has(person):
        raise bad_request("USER_NOT_PARTICIPANT")
    if not chat.bot_admin and not _answers(account, person, parameters):
        raise bad_request("BOT_NOT_ADMIN")
    return person


def _answers(account: Account, person: int, parameters: Parameters) -> bool:
    """Return whether this answers an ephemeral command of this person, in time."""
    reply = parameters.json("reply_parameters")
    number = Parameters(reply).integer("ephemeral_message_id") if isinstance(reply, dict) else 0
    sender, at = account.whispered.get(number, (0, 0.0))
    return sender == person and account.clock.now() - at <= PATIENCE


def show(account: Account, chat: Chat, person: int, message: Message) -> JsonObject:
    """Show a message to one person, and return it as the bot sees it. Telegram doesn't guarantee its arrival."""
    number = next(account.whispers)
    account.people[person].ephemerals[number] = message
    told = {**chat.to_json(message), "message_id": 0, "ephemeral_message_id": number}
    return {**told, "receiver_user": account.people[person].user()}


def edit_ephemeral_message_text(account: Account, parameters: Parameters) -> bool:
    """Handle editEphemeralMessageText; only checks that the message exists."""
    _shown(account, parameters)
    return True


def delete_ephemeral_message(account: Account, parameters: Parameters) -> bool:
    """Handle deleteEphemeralMessage."""
    shown, number = _shown(account, parameters)
    del shown[number]
    return True


def _shown(account: Account, parameters: Parameters) -> tuple[dict[int, Message], int]:
    if not account.ephemeral:
        raise ApiError(404, "Not Found: method not found")
    person, number = parameters.integer("receiver_user_id"), parameters.integer("ephemeral_message_id")
    account.accessible_chat(parameters.values.get("chat_id"))
    if person not in account.people or number not in account.people[person].ephemerals:
        raise bad_request("MESSAGE_ID_INVALID")
    return account.people[person].ephemerals, number
