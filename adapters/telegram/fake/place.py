"""What a bot asks about a chat, and what it does with it as a whole: its members, its pins, leaving it."""

from adapters.telegram.fake.account import Account
from adapters.telegram.fake.chat import Chat
from adapters.telegram.fake.error import Json, bad_request
from adapters.telegram.fake.form import Form
from adapters.telegram.fake.group import Group
from adapters.telegram.fake.member import member
from adapters.telegram.fake.message import Message


def get_chat(account: Account, form: Form) -> Json:
    """Do getChat."""
    return account.reach(form.values.get("chat_id"), writing=False).full()


def get_chat_member(account: Account, form: Form) -> Json:
    """Do getChatMember."""
    user = form.integer("user_id")
    if user <= 0:
        raise bad_request("invalid user_id specified")
    chat = account.reach(form.values.get("chat_id"), writing=user != account.id)
    known = _members(account, chat)
    for one in known:
        if one["user"]["id"] == user:
            return one
    if user in account.people:
        return member(account.people[user].user(), "left")
    raise bad_request("PARTICIPANT_ID_INVALID")


def get_chat_administrators(account: Account, form: Form) -> list[Json]:
    """Do getChatAdministrators."""
    chat = account.reach(form.values.get("chat_id"))
    if not isinstance(chat, Group):
        raise bad_request("there are no administrators in the private chat")
    return [one for one in _members(account, chat) if one["status"] in {"creator", "administrator"}]


def get_chat_member_count(account: Account, form: Form) -> int:
    """Do getChatMemberCount."""
    return len(_members(account, account.reach(form.values.get("chat_id"))))


def pin_chat_message(account: Account, form: Form) -> bool:
    """Do pinChatMessage; the bot is told of its own service message too, with the buttons of what is pinned."""
    chat, message = _pinnable(account, form, "pin")
    if message.id in chat.pins:
        return True
    chat.pins.append(message.id)
    pinned = chat.wire(message, deep=False)
    silent = form.flag("disable_notification")
    content: Json = {"pinned_message": pinned}
    service = chat.add(account.user(), from_bot=True, silent=silent, thread=message.thread, content=content)
    account.told(chat, service)
    return True


def unpin_chat_message(account: Account, form: Form) -> bool:
    """Do unpinChatMessage, of the message that is named or else of the newest; it leaves no service message."""
    if form.integer("message_id") <= 0:
        chat = account.reach(form.values.get("chat_id"))
        if not chat.pins:
            raise bad_request("message to unpin not found")
        chat.pins.pop()
        return True
    chat, message = _pinnable(account, form, "unpin")
    chat.pins = [pin for pin in chat.pins if pin != message.id]
    return True


def unpin_all_chat_messages(account: Account, form: Form) -> bool:
    """Do unpinAllChatMessages."""
    account.reach(form.values.get("chat_id")).pins.clear()
    return True


def leave_chat(account: Account, form: Form) -> bool:
    """Do leaveChat."""
    chat = account.reach(form.values.get("chat_id"), writing=False)
    if not isinstance(chat, Group):
        raise bad_request("chat member status can't be changed in private chats")
    before, chat.status = chat.status, "left"
    account.moved(chat, account.user(), before, "left")
    return True


def send_chat_action(account: Account, form: Form) -> bool:
    """Do sendChatAction, which leaves nothing behind."""
    account.speak(form.values.get("chat_id"))
    return True


def _pinnable(account: Account, form: Form, verb: str) -> tuple[Chat, Message]:
    chat = account.speak(form.values.get("chat_id"))
    message = chat.find(form.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if isinstance(chat, Group) and not chat.bot_admin:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    if message.content:
        raise bad_request("MESSAGE_ID_INVALID")
    return chat, message


def _members(account: Account, chat: Chat) -> list[Json]:
    if isinstance(chat, Group):
        return chat.members()
    return [member(user, "member") for user in (account.people[chat.id].user(), account.user())]
