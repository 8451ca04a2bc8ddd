"""The methods that send and edit messages."""

from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram import ephemeral_methods, html_parser, inline_keyboard, message_entities
from adapters.simulators.telegram.account import Account
from adapters.simulators.telegram.chat import Chat, PrivateChat
from adapters.simulators.telegram.errors import bad_request
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.parameters import Parameters
from adapters.simulators.telegram.rate_limit import EDIT

LONGEST, MOST_BYTES = 4096, 1 << 15
_UNMODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def words(parameters: Parameters) -> tuple[str, tuple[JsonObject, ...]]:
    """Read the text of a message and its entities, by parse_mode or from the list of entities.

    Raises:
        ApiError: Telegram refuses them; the length is checked later, as by Telegram.
    """
    source, mode = parameters.text("text"), parameters.text("parse_mode").lower()
    if not source:
        raise bad_request("message text is empty")
    if len(source.encode()) > MOST_BYTES:
        raise bad_request("text is too long")
    if mode == "html":
        plain, marks = html_parser.parse(source)
    elif mode in {"", "none"}:
        plain, marks = source, message_entities.read_entities(parameters.json("entities"))
    else:  # Telegram also supports Markdown, which isn't simulated
        raise bad_request("unsupported parse_mode")
    plain, marks = message_entities.strip(plain, marks)
    return plain, message_entities.merge(marks, plain)


def send_message(account: Account, parameters: Parameters) -> JsonObject:
    """Handle sendMessage."""
    text, entities = words(parameters)
    buttons = inline_keyboard.read(parameters.json("reply_markup"))
    chat = account.writable_chat(parameters.values.get("chat_id"))
    thread = _thread(account, chat, parameters)
    reply = _reply(chat, thread, parameters)
    _check_length(text, "message is too long")
    if isinstance(chat, Group) and chat.muted and not chat.bot_admin:
        raise bad_request("not enough rights to send text messages to the chat")
    alone = ephemeral_methods.receiver(account, chat, parameters)
    account.limit.spend(chat.id)
    message = chat.add(
        account.user(),
        from_bot=True,
        text=text,
        entities=entities,
        markup=buttons,
        thread=thread,
        reply=reply,
        protected=parameters.flag("protect_content"),
        silent=parameters.flag("disable_notification"),
        preview=parameters.json("link_preview_options"),
    )
    if alone is None:
        return chat.to_json(message)
    chat.remove(message.id)
    return ephemeral_methods.show(account, chat, alone, message)


def edit_message_text(account: Account, parameters: Parameters) -> JsonObject:
    """Handle editMessageText; without a reply_markup the buttons are removed."""
    text, entities = words(parameters)
    buttons = inline_keyboard.read(parameters.json("reply_markup"))
    chat, message = _editable(account, parameters)
    # The length is checked by another server than for new messages, which returns a code instead of words.
    _check_length(text, "MESSAGE_TOO_LONG")
    if (text, entities, buttons) == (message.text, message.entities, message.markup):
        raise bad_request(_UNMODIFIED)
    account.limit.spend(chat.id, EDIT)
    preview = parameters.json("link_preview_options")
    return chat.to_json(chat.change(message, text=text, entities=entities, markup=buttons, preview=preview))


def edit_message_reply_markup(account: Account, parameters: Parameters) -> JsonObject:
    """Handle editMessageReplyMarkup."""
    buttons = inline_keyboard.read(parameters.json("reply_markup"))
    chat, message = _editable(account, parameters)
    if buttons == message.markup:
        raise bad_request(_UNMODIFIED)
    account.limit.spend(chat.id, EDIT)
    return chat.to_json(chat.change(message, markup=buttons))


def _check_length(text: str, reason: str) -> None:
    if not text:
        raise bad_request("text must be non-empty")
    if message_entities.length(text) > LONGEST:
        raise bad_request(reason)


def _editable(account: Account, parameters: Parameters) -> tuple[Chat, Message]:
    # Unlike sending, editing in a group that became a supergroup isn't refused with the new id.
    chat = account.accessible_chat(parameters.values.get("chat_id"), writing=False)
    message = chat.find(parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or message.content:
        raise bad_request("message can't be edited")
    if chat.id > 0:
        account.writable_chat(chat.id)
    return chat, message


def _thread(account: Account, chat: Chat, parameters: Parameters) -> int | None:
    """Return the id of the topic to send to; a group without topics ignores it (Client.cpp:8255-8297)."""
    thread = parameters.integer("message_thread_id")
    if thread <= 0 or not isinstance(chat, Group | PrivateChat) or chat.topics is None:
        return None
    if isinstance(chat, PrivateChat) and not account.threaded:
        raise bad_request("the chat is not a forum")
    if thread not in chat.topics:
        raise bad_request("message thread not found")
    if isinstance(chat, Group) and thread in chat.closed and not chat.bot_admin:
        raise bad_request("TOPIC_CLOSED")
    return thread


def _reply(chat: Chat, thread: int | None, parameters: Parameters) -> int | None:
    given = parameters.json("reply_parameters") or {}
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    number = Parameters(given).integer("message_id") or parameters.integer("reply_to_message_id")
    found = chat.find(number)
    if not number or found:
        # A reply to another topic counts as one to another chat, and isn't resolved (Client.cpp:8498-8506).
        return number if found and found.thread == thread else None
    if given.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
