"""Groups on the Telegram simulator: who may do what, what reaches the bot, topics, and becoming a supergroup."""

import pytest

from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import Caller


@pytest.fixture
def team(fake: TelegramSimulator, ann: Person) -> Group:
    """A group with topics, where the bot is no administrator."""
    team = fake.group(-1002, topics=True)
    team.join(ann)
    fake.account.queue.clear()
    return team


async def test_only_what_is_for_the_bot_reaches_it(call: Caller, ann: Person, team: Group) -> None:
    await ann.say("hoi", chat=team)
    await ann.say("/groomingcheck", chat=team, thread=7)
    await ann.say("/groomingcheck@groomingcheck_bot nu", chat=team)
    await ann.say("/groomingcheck@other_bot", chat=team)
    sent = await call("sendMessage", chat_id=team.id, text="x")
    await ann.say("ja", chat=team, reply_to=sent["message_id"])
    told = [one["message"] for one in await call.updates()]
    assert [one["text"] for one in told] == ["/groomingcheck", "/groomingcheck@groomingcheck_bot nu", "ja"]
    assert (told[0]["message_thread_id"], told[0]["is_topic_message"], told[0]["chat"]["is_forum"]) == (7, True, True)
    team.set_bot_status(ann, "administrator")
    await ann.say("hoi", chat=team)
    assert (await call.updates())[-1]["message"]["text"] == "hoi"


async def test_an_anonymous_administrator_has_the_groups_name(call: Caller, ann: Person, team: Group) -> None:
    await ann.say_as_group("/groomingcheck", team)
    told = (await call.updates())[0]["message"]
    assert (told["from"]["id"], told["sender_chat"]["id"]) == (1087968824, team.id)


async def test_what_is_sent_to_a_topic_needs_the_topic(
    fake: TelegramSimulator, call: Caller, ann: Person, team: Group
) -> None:
    await ann.say("/groomingcheck", chat=team, thread=7)
    sent = await call("sendMessage", chat_id=team.id, text="x", message_thread_id=7)
    assert (sent["message_thread_id"], team.messages[-1].thread) == (7, 7)
    for chat, thread, why in (
        (team.id, 8, "message thread not found"),
        (team.id, 1, "message thread not found"),
        (ann.id, 7, "the chat is not a forum"),
    ):
        said = await call.refused("sendMessage", chat_id=chat, text="x", message_thread_id=thread)
        assert said == f"400 Bad Request: {why}"
    plain = fake.group(-1003)
    assert "message_thread_id" not in await call("sendMessage", chat_id=plain.id, text="x", message_thread_id=8)


async def test_others_messages_are_deleted_by_an_administrator_only(call: Caller, ann: Person, team: Group) -> None:
    theirs = {"chat_id": team.id, "message_id": await ann.say("/groomingcheck", chat=team)}
    own = await call("sendMessage", chat_id=team.id, text="x")
    assert await call.refused("deleteMessage", **theirs) == "400 Bad Request: message can't be deleted"
    assert await call("deleteMessage", chat_id=team.id, message_id=own["message_id"]) is True
    pin = {"chat_id": team.id, "message_id": (await call("sendMessage", chat_id=team.id, text="x"))["message_id"]}
    said = await call.refused("pinChatMessage", **pin)
    assert said == "400 Bad Request: not enough rights to manage pinned messages in the chat"
    team.set_bot_status(ann, "administrator")
    assert await call("deleteMessage", **theirs) is True
    assert await call("pinChatMessage", **pin) is True


async def test_one_count_of_messages_for_all_but_supergroups(fake: TelegramSimulator, ann: Person, team: Group) -> None:
    basic, ben = fake.group(-5, supergroup=False), fake.person(1002)
    numbers = [await ann.say("x"), await ben.say("x"), await ann.say("x", chat=basic), await ann.say("x")]
    assert numbers == list(range(numbers[0], numbers[0] + 4))
    assert await ann.say("x", chat=team) == 2  # after the message about who joined


async def test_the_members_are_told(fake: TelegramSimulator, call: Caller, ann: Person, team: Group) -> None:
    boss, ben = fake.person(1002), fake.person(1003)
    team.join(boss, "creator")
    assert (await call.updates())[-1]["message"]["new_chat_members"][0]["id"] == boss.id
    statuses = {person.id: (await call("getChatMember", chat_id=team.id, user_id=person.id))["status"]
                for person in (ann, boss, ben)}  # fmt: skip
    assert statuses == {ann.id: "member", boss.id: "creator", ben.id: "left"}
    assert [one["user"]["id"] for one in await call("getChatAdministrators", chat_id=team.id)] == [boss.id]
    team.set_bot_status(boss, "administrator")
    assert (await call("getChatMember", chat_id=team.id, user_id=fake.account.id))["can_delete_messages"] is True
    assert len(await call("getChatAdministrators", chat_id=team.id)) == 2
    assert await call("getChatMemberCount", chat_id=team.id) == 3
    assert (await call("getChat", chat_id=team.id))["title"] == "Team"
    assert "no administrators" in await call.refused("getChatAdministrators", chat_id=ann.id)
    assert "PARTICIPANT_ID_INVALID" in await call.refused("getChatMember", chat_id=team.id, user_id=77)
    assert "invalid user_id" in await call.refused("getChatMember", chat_id=team.id)
    assert (await call("getChatMember", chat_id=ann.id, user_id=ann.id))["status"] == "member"


async def test_a_bot_that_is_out_of_a_group_is_refused_there(
    fake: TelegramSimulator, call: Caller, ann: Person, team: Group
) -> None:
    assert await call("leaveChat", chat_id=team.id) is True
    left = (await call.updates())[-1]["my_chat_member"]
    assert (left["from"]["is_bot"], left["new_chat_member"]["status"]) == (True, "left")
    said = await call.refused("sendMessage", chat_id=team.id, text="x")
    assert said == "403 Forbidden: bot is not a member of the supergroup chat"
    basic = fake.group(-5, supergroup=False)
    basic.set_bot_status(ann, "kicked")
    said = await call.refused("sendMessage", chat_id=basic.id, text="x")
    assert said == "403 Forbidden: bot was kicked from the group chat"
    await ann.say("/groomingcheck", chat=basic)
    assert "message" not in (await call.updates())[-1]
    assert "private chats" in await call.refused("leaveChat", chat_id=ann.id)


async def test_a_group_becomes_a_supergroup(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    basic = fake.group(-5, supergroup=False, bot_admin=True)
    basic.join(ann)
    sent = await call("sendMessage", chat_id=-5, text="x")
    new = basic.migrate(to=-1005)
    there, here = [one["message"] for one in await call.updates()][-2:]
    assert (there["chat"]["id"], there["migrate_to_chat_id"]) == (-5, -1005)
    assert (here["chat"]["id"], here["migrate_from_chat_id"], here["chat"]["type"]) == (-1005, -5, "supergroup")
    for method in ("sendMessage", "deleteMessage"):
        answer = await call.client.post(method, json={"chat_id": -5, "text": "x", "message_id": sent["message_id"]})
        assert answer.json()["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
        assert answer.json()["parameters"] == {"migrate_to_chat_id": -1005}
    await call("editMessageText", chat_id=-5, message_id=sent["message_id"], text="y")
    await call("sendMessage", chat_id=-1005, text="x")
    assert (new.messages[-1].text, new.bot_admin) == ("x", True)
    assert (await call("getChatMember", chat_id=-1005, user_id=ann.id))["status"] == "member"


async def test_where_members_may_not_write_only_an_administrator_does(call: Caller, ann: Person, team: Group) -> None:
    await ann.say("/groomingcheck", chat=team, thread=7)
    team.closed.add(7)
    said = await call.refused("sendMessage", chat_id=team.id, text="x", message_thread_id=7)
    assert said == "400 Bad Request: TOPIC_CLOSED"
    assert (await call("getChat", chat_id=team.id))["permissions"]["can_send_messages"] is True
    team.muted = True
    said = await call.refused("sendMessage", chat_id=team.id, text="x")
    assert said == "400 Bad Request: not enough rights to send text messages to the chat"
    assert (await call("getChat", chat_id=team.id))["permissions"]["can_send_messages"] is False
    team.set_bot_status(ann, "administrator")
    await call("sendMessage", chat_id=team.id, text="x", message_thread_id=7)
    team.promote(ann, "creator")
    assert (await call("getChatMember", chat_id=team.id, user_id=ann.id))["status"] == "creator"
    team.leave(ann)
    assert (await call("getChatMember", chat_id=team.id, user_id=ann.id))["status"] == "left"
