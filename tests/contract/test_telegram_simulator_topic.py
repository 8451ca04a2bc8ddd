"""Topics in a private chat on the Telegram simulator, where BotFather's threaded mode is on."""

import pytest

from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import Caller


@pytest.fixture
def ann(fake: TelegramSimulator) -> Person:
    fake.account.threaded = True
    return fake.person(1001)


async def test_what_is_said_in_a_topic_is_told_with_it(call: Caller, ann: Person) -> None:
    topic = await ann.begin_topic("Jan")
    await ann.say("Jan", thread=topic)
    created, said = (update["message"] for update in await call.updates())
    assert (created["message_id"], created["message_thread_id"]) == (topic, topic)
    assert created["forum_topic_created"]["is_name_implicit"] is True
    assert (said["message_thread_id"], said["is_topic_message"]) == (topic, True)
    assert (await call("getMe"))["has_topics_enabled"] is True


async def test_one_may_post_in_a_topic_that_is_there(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    topic = await ann.begin_topic("Jan")
    sent = await call("sendMessage", chat_id=ann.id, text="x", message_thread_id=topic)
    assert sent["message_thread_id"] == topic
    said = await call.refused("sendMessage", chat_id=ann.id, text="x", message_thread_id=99)
    assert said == "400 Bad Request: message thread not found"
    reply = {"reply_parameters": {"message_id": sent["message_id"]}}
    assert "reply_to_message" not in await call("sendMessage", chat_id=ann.id, text="x", **reply)
    fake.account.threaded = False
    said = await call.refused("sendMessage", chat_id=ann.id, text="x", message_thread_id=topic)
    assert said == "400 Bad Request: the chat is not a forum"


async def test_a_topic_is_renamed_and_deleted_with_what_is_in_it(call: Caller, ann: Person) -> None:
    topic = await ann.begin_topic("Jan")
    await ann.say("Jan", thread=topic)
    outside = await ann.say("Jan")
    here = {"chat_id": ann.id, "message_thread_id": topic}
    assert await call("editForumTopic", name="x", **here) is True
    assert ann.chat.topics == {topic: "x"}
    assert (await call.updates())[-1]["message"]["forum_topic_edited"] == {"name": "x"}
    assert (await call.refused("editForumTopic", name="x", **here)).endswith("TOPIC_NOT_MODIFIED")
    said = await call.refused("deleteMessage", chat_id=ann.id, message_id=topic)
    assert said == "400 Bad Request: message can't be deleted"
    assert await call("deleteForumTopic", **here) is True
    assert [message.id for message in ann.chat.messages] == [outside]
    assert (await call.refused("deleteForumTopic", **here)).endswith("TOPIC_ID_INVALID")
    await ann.rename_topic(await ann.begin_topic("Jan"), "Piet")
    assert "Piet" in ann.chat.topics.values()
