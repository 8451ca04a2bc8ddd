"""Sending and editing: what a message may be, where it may go, and when an edit changes nothing."""

from adapters.telegram.fake import entity, keyboard, markup
from adapters.telegram.fake.account import Account
from adapters.telegram.fake.chat import Chat
from adapters.telegram.fake.error import ApiError, Json, bad_request
from adapters.telegram.fake.form import Form
from adapters.telegram.fake.group import Group
from adapters.telegram.fake.limit import EDIT
from adapters.telegram.fake.message import Message

LONGEST, MOST_BYTES = 4096, 1 << 15
_UNMODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def words(form: Form) -> tuple[str, tuple[Json, ...]]:
    """Read the text of a message and its marks, by parse_mode or by the list of entities.

    Raises:
        ApiError: Telegram refuses it, but for its length, which it looks at later.
    """
    source, mode = form.text("text"), form.text("parse_mode").lower()
    if not source:
        raise bad_request("message text is empty")
    if len(source.encode()) > MOST_BYTES:
        raise bad_request("text is too long")
    if mode == "html":
        plain, marks = markup.parse(source)
    elif mode in {"", "none"}:
        plain, marks = source, entity.given(form.json("entities"))
    else:  # Markdown is Telegram's too, and no business of this fake
        raise bad_request("unsupported parse_mode")
    plain, marks = entity.stripped(plain, marks)
    return plain, entity.merged(marks, plain)


def send_message(account: Account, form: Form) -> Json:
    """Do sendMessage."""
    text, entities = words(form)
    buttons = keyboard.read(form.json("reply_markup"))
    chat = account.speak(form.values.get("chat_id"))
    thread, reply = _thread(chat, form), _reply(chat, form)
    _check_length(text, "message is too long")
    if isinstance(chat, Group) and chat.muted and not chat.bot_admin:
        raise bad_request("not enough rights to send text messages to the chat")
    account.limit.spend(chat.id)
    message = chat.add(
        account.user(),
        from_bot=True,
        text=text,
        entities=entities,
        markup=buttons,
        thread=thread,
        reply=reply,
        protected=form.flag("protect_content"),
        silent=form.flag("disable_notification"),
        preview=form.json("link_preview_options"),
    )
    return chat.wire(message)


def edit_message_text(account: Account, form: Form) -> Json:
    """Do editMessageText; without a reply_markup the buttons go."""
    text, entities = words(form)
    buttons = keyboard.read(form.json("reply_markup"))
    chat, message = _editable(account, form)
    # The length is looked at by another server than that of a new message, which has a name for it instead of words.
    _check_length(text, "MESSAGE_TOO_LONG")
    if (text, entities, buttons) == (message.text, message.entities, message.markup):
        raise bad_request(_UNMODIFIED)
    account.limit.spend(chat.id, EDIT)
    preview = form.json("link_preview_options")
    return chat.wire(chat.change(message, text=text, entities=entities, markup=buttons, preview=preview))


def edit_message_reply_markup(account: Account, form: Form) -> Json:
    """Do editMessageReplyMarkup."""
    buttons = keyboard.read(form.json("reply_markup"))
    chat, message = _editable(account, form)
    if buttons == message.markup:
        raise bad_request(_UNMODIFIED)
    account.limit.spend(chat.id, EDIT)
    return chat.wire(chat.change(message, markup=buttons))


def _check_length(text: str, reason: str) -> None:
    if not text:
        raise bad_request("text must be non-empty")
    if entity.length(text) > LONGEST:
        raise bad_request(reason)


def _editable(account: Account, form: Form) -> tuple[Chat, Message]:
    # Unlike sending, editing in a group that became a supergroup is not refused with the new id.
    chat = account.reach(form.values.get("chat_id"), writing=False)
    message = chat.find(form.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or message.content:
        raise bad_request("message can't be edited")
    if chat.id > 0:
        account.speak(chat.id)
    return chat, message


def _thread(chat: Chat, form: Form) -> int | None:
    """Give the topic to send to; a chat without topics takes no notice of one."""
    thread = form.integer("message_thread_id")
    if thread <= 0:
        return None
    topics: set[int] | None = chat.topics if isinstance(chat, Group) else set()
    if topics is None:
        return None
    if thread not in topics:
        raise _no_thread()
    if isinstance(chat, Group) and thread in chat.closed and not chat.bot_admin:
        raise bad_request("TOPIC_CLOSED")
    return thread


def _no_thread() -> ApiError:
    return bad_request("message thread not found")


def _reply(chat: Chat, form: Form) -> int | None:
    given = form.json("reply_parameters") or {}
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    number = Form(given).integer("message_id") or form.integer("reply_to_message_id")
    if not number or chat.find(number):
        return number or None
    if given.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
