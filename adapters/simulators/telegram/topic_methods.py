"""The methods about topics, as far as a bot may use them in a private chat.

core.telegram.org/bots/api, at each method; private chats have topics if BotFather's threaded mode is on. The
errors are those of ForumTopicManager.cpp in tdlib/td.
"""

from adapters.simulators.telegram.account import Account
from adapters.simulators.telegram.chat import PrivateChat
from adapters.simulators.telegram.errors import bad_request
from adapters.simulators.telegram.parameters import Parameters

LONGEST = 128


def edit_forum_topic(account: Account, parameters: Parameters) -> bool:
    """Handle editForumTopic, which adds a service message and sends the bot an update about it."""
    chat, topic = _topic(account, parameters)
    name = parameters.text("name")
    if len(name) > LONGEST:
        raise bad_request("TOPIC_TITLE_TOO_LONG")
    if name in {"", chat.topics[topic]}:
        raise bad_request("TOPIC_NOT_MODIFIED")
    chat.topics[topic] = name
    content = {"forum_topic_edited": {"name": name}}
    account.queue_message(chat, chat.add(account.user(), from_bot=True, thread=topic, content=content))
    return True


def delete_forum_topic(account: Account, parameters: Parameters) -> bool:
    """Handle deleteForumTopic: deletes the topic and everything in it, for both sides."""
    chat, topic = _topic(account, parameters)
    for message in chat.messages:
        if message.thread == topic:
            chat.remove(message.id)
    del chat.topics[topic]
    return True


def _topic(account: Account, parameters: Parameters) -> tuple[PrivateChat, int]:
    chat, topic = account.writable_chat(parameters.values.get("chat_id")), parameters.integer("message_thread_id")
    if not isinstance(chat, PrivateChat) or not account.threaded:
        raise bad_request("the chat is not a forum")
    if topic not in chat.topics:
        raise bad_request("TOPIC_ID_INVALID")
    return chat, topic
