"""The methods about a chat as a whole: its members, its pinned messages, and leaving it."""

from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram.account import Account
from adapters.simulators.telegram.chat import Chat
from adapters.simulators.telegram.chat_member import member
from adapters.simulators.telegram.errors import bad_request
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.parameters import Parameters


def get_chat(account: Account, parameters: Parameters) -> JsonObject:
    """Handle getChat."""
    return account.accessible_chat(parameters.values.get("chat_id"), writing=False).full()


def get_chat_member(account: Account, parameters: Parameters) -> JsonObject:
    """Handle getChatMember."""
    user = parameters.integer("user_id")
    if user <= 0:
        raise bad_request("invalid user_id specified")
    chat = account.accessible_chat(parameters.values.get("chat_id"), writing=user != account.id)
    known = _members(account, chat)
    for one in known:
        if one["user"]["id"] == user:
            return one
    if user in account.people:
        return member(account.people[user].user(), "left")
    raise bad_request("PARTICIPANT_ID_INVALID")


def get_chat_administrators(account: Account, parameters: Parameters) -> list[JsonObject]:
    """Handle getChatAdministrators."""
    chat = account.accessible_chat(parameters.values.get("chat_id"))
    if not isinstance(chat, Group):
        raise bad_request("there are no administrators in the private chat")
    return [one for one in _members(account, chat) if one["status"] in {"creator", "administrator"}]


def get_chat_member_count(account: Account, parameters: Parameters) -> int:
    """Handle getChatMemberCount."""
    return len(_members(account, account.accessible_chat(parameters.values.get("chat_id"))))


def pin_chat_message(account: Account, parameters: Parameters) -> bool:
    """Handle pinChatMessage.

    The bot gets an update for its own service message too, with the buttons of the pinned message.
    """
    chat, message = _pinnable(account, parameters, "pin")
    if message.id in chat.pins:
        return True
    chat.pins.append(message.id)
    pinned = chat.to_json(message, deep=False)
    silent = parameters.flag("disable_notification")
    content: JsonObject = {"pinned_message": pinned}
    service = chat.add(account.user(), from_bot=True, silent=silent, thread=message.thread, content=content)
    account.queue_message(chat, service)
    return True


def unpin_chat_message(account: Account, parameters: Parameters) -> bool:
    """Handle unpinChatMessage, for the named message or else the newest; it leaves no service message."""
    if parameters.integer("message_id") <= 0:
        chat = account.accessible_chat(parameters.values.get("chat_id"))
        if not chat.pins:
            raise bad_request("message to unpin not found")
        chat.unpin(chat.pins[-1])
        return True
    chat, message = _pinnable(account, parameters, "unpin")
    chat.unpin(message.id)
    return True


def unpin_all_chat_messages(account: Account, parameters: Parameters) -> bool:
    """Handle unpinAllChatMessages."""
    chat = account.accessible_chat(parameters.values.get("chat_id"))
    chat.unpin(*chat.pins)
    return True


def leave_chat(account: Account, parameters: Parameters) -> bool:
    """Handle leaveChat."""
    chat = account.accessible_chat(parameters.values.get("chat_id"), writing=False)
    if not isinstance(chat, Group):
        raise bad_request("chat member status can't be changed in private chats")
    before, chat.status = chat.status, "left"
    account.queue_member_update(chat, account.user(), before, "left")
    return True


def send_chat_action(account: Account, parameters: Parameters) -> bool:
    """Handle sendChatAction, which leaves nothing behind."""
    account.writable_chat(parameters.values.get("chat_id"))
    return True


def _pinnable(account: Account, parameters: Parameters, verb: str) -> tuple[Chat, Message]:
    chat = account.writable_chat(parameters.values.get("chat_id"))
    message = chat.find(parameters.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if isinstance(chat, Group) and not chat.bot_admin:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    if message.content:
        raise bad_request("MESSAGE_ID_INVALID")
    return chat, message


def _members(account: Account, chat: Chat) -> list[JsonObject]:
    if isinstance(chat, Group):
        return chat.members()
    return [member(user, "member") for user in (account.people[chat.id].user(), account.user())]
