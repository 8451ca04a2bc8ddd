"""Deleting: whose messages a bot may delete, and until when."""

from adapters.telegram.fake.account import Account
from adapters.telegram.fake.chat import Chat
from adapters.telegram.fake.error import bad_request
from adapters.telegram.fake.form import Form
from adapters.telegram.fake.group import Group
from adapters.telegram.fake.message import Message

MOST = 100
LATEST, DICE = 48 * 3600, 24 * 3600
"""Nothing older than this can be deleted, and in a private chat no dice younger than that (in seconds)."""


def delete_message(account: Account, form: Form) -> bool:
    """Do deleteMessage."""
    if not form.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    number = form.integer("message_id")
    if number <= 0:
        raise bad_request("message identifier is not specified")
    chat = account.reach(form.values.get("chat_id"))
    message = chat.find(number)
    if message is None:
        raise bad_request("message to delete not found")
    _check(account, chat, message)
    chat.remove(number)
    return True


def delete_messages(account: Account, form: Form) -> bool:
    """Do deleteMessages: those that are gone are skipped, and one that can't be deleted keeps all."""
    numbers = _numbers(form)
    chat = account.reach(form.values.get("chat_id"))
    messages = [message for number in numbers if (message := chat.find(number))]
    for message in messages:
        _check(account, chat, message)
    for message in messages:
        chat.remove(message.id)
    return True


def _numbers(form: Form) -> list[int]:
    given = form.json("message_ids")
    if given is None or given == []:
        raise bad_request("message identifiers are not specified")
    if not isinstance(given, list):
        raise bad_request("expected an Array of message identifiers")
    if len(given) > MOST:
        raise bad_request("too many message identifiers specified")
    if not all(str(number).isdecimal() and int(number) > 0 for number in given):
        raise bad_request("invalid message identifier specified")
    return [int(number) for number in given]


def _check(account: Account, chat: Chat, message: Message) -> None:
    age = account.clock.now() - message.date
    if isinstance(chat, Group) and not message.from_bot and not chat.bot_admin:
        raise bad_request("message can't be deleted")
    young_dice = chat.kind == "private" and "dice" in message.content and age < DICE
    if age > LATEST or young_dice:
        # The library under the real server says "for everyone" where it can tell by itself that it's no use to ask.
        raise bad_request("message can't be deleted for everyone")
