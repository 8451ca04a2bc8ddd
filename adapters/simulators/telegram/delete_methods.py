"""The methods that delete, and which messages a bot may delete until when.

The server looks messages up before it deletes them, and asks Telegram for those that it hasn't loaded: it unloads a
bot's after half an hour (MessagesManager.cpp:8822 of tdlib/td). If that fails, deleteMessage returns the error, but
deleteMessages returns true and deletes nothing (Client.cpp of tdlib/telegram-bot-api, TdOnCheckMessageCallback and
TdOnCheckMessagesCallback). Nothing in the server refuses to delete in the chat of somebody who blocked the bot
(Client.cpp, check_chat); what Telegram does then is unknown, so the simulator assumes the worst: a refusal.
"""

from collections.abc import Sequence

from adapters.simulators.telegram.account import Account
from adapters.simulators.telegram.chat import Chat, PrivateChat
from adapters.simulators.telegram.errors import bad_request, blocked, server_error
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.parameters import Parameters

MOST = 100
LOADED = 1800
"""Seconds for which a message stays loaded."""
LATEST, DICE = 48 * 3600, 24 * 3600
"""The age, in seconds, above which nothing can be deleted; and below which a dice in a private chat can't."""


def delete_message(account: Account, parameters: Parameters) -> bool:
    """Handle deleteMessage."""
    if not parameters.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    number = parameters.integer("message_id")
    if number <= 0:
        raise bad_request("message identifier is not specified")
    chat = account.accessible_chat(parameters.values.get("chat_id"))
    message = chat.find(number)
    if _look_up_fails(account, [message]):
        raise server_error()
    if message is None:
        raise bad_request("message to delete not found")
    _check(account, chat, message)
    chat.remove(number)
    return True


def delete_messages(account: Account, parameters: Parameters) -> bool:
    """Handle deleteMessages.

    Messages that are gone are skipped; if any other can't be deleted, none is.
    """
    numbers = _numbers(parameters)
    chat = account.accessible_chat(parameters.values.get("chat_id"))
    found = [chat.find(number) for number in numbers]
    if _look_up_fails(account, found):
        return True
    messages = [message for message in found if message]
    for message in messages:
        _check(account, chat, message)
    for message in messages:
        chat.remove(message.id)
    return True


def _numbers(parameters: Parameters) -> list[int]:
    given = parameters.json("message_ids")
    if given is None or given == []:
        raise bad_request("message identifiers are not specified")
    if not isinstance(given, list):
        raise bad_request("expected an Array of message identifiers")
    if len(given) > MOST:
        raise bad_request("too many message identifiers specified")
    if not all(str(number).isdecimal() and int(number) > 0 for number in given):
        raise bad_request("invalid message identifier specified")
    return [int(number) for number in given]


def _look_up_fails(account: Account, messages: Sequence[Message | None]) -> bool:
    """Return whether the server has to ask Telegram for one of these messages, and fails."""
    asking = any(message is None or account.clock.now() - message.date > LOADED for message in messages)
    if not asking or not account.failing_look_ups:
        return False
    account.failing_look_ups -= 1
    return True


def _check(account: Account, chat: Chat, message: Message) -> None:
    if "forum_topic_created" in message.content:
        raise bad_request("message can't be deleted")  # #deletemessage: not the message about a topic's creation
    age = account.clock.now() - message.date
    if isinstance(chat, PrivateChat) and chat.owner.blocked:
        raise blocked()
    if isinstance(chat, Group) and not message.from_bot and not chat.bot_admin:
        raise bad_request("message can't be deleted")
    young_dice = chat.kind == "private" and "dice" in message.content and age < DICE
    if age > LATEST or young_dice:
        # The real server's library adds "for everyone" if it knows without asking that the call would fail.
        raise bad_request("message can't be deleted for everyone")
