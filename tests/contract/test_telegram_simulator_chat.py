"""What happens in a chat on the Telegram simulator: deleting, pressing, blocking, pinning, and what people send."""

import pytest

from adapters.simulators.telegram.message_content import KINDS, SERVICE
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.simulators.telegram.user import Toast
from tests.support.caller import Caller

DAY = 86400
OLD_QUERY = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
BUTTONS = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}
NOT_DELETED = "400 Bad Request: message can't be deleted"


async def test_a_bot_deletes_both_sides_of_a_private_chat(call: Caller, ann: Person) -> None:
    await call("sendMessage", chat_id=ann.id, text="x")
    for message in ann.chat.messages:
        assert await call("deleteMessage", chat_id=ann.id, message_id=message.id) is True
    assert ann.chat.messages == []
    again = await call.refused("deleteMessage", chat_id=ann.id, message_id=1)
    assert again == "400 Bad Request: message to delete not found"
    assert "message identifier is not specified" in await call.refused("deleteMessage", chat_id=ann.id)
    assert "chat identifier is not specified" in await call.refused("deleteMessage", message_id=1)


async def test_nothing_is_deleted_after_two_days(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    fake.clock.advance(2 * DAY - 9)
    await call("deleteMessage", chat_id=ann.id, message_id=1)
    number = await ann.say("x")
    fake.clock.advance(2 * DAY + 1)
    said = await call.refused("deleteMessage", chat_id=ann.id, message_id=number)
    assert said == f"{NOT_DELETED} for everyone"


async def test_a_dice_is_deleted_only_after_a_day(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    number = await ann.send("dice")
    assert (await call.refused("deleteMessage", chat_id=ann.id, message_id=number)).startswith(NOT_DELETED)
    fake.clock.advance(DAY + 1)
    assert await call("deleteMessage", chat_id=ann.id, message_id=number) is True


async def test_many_are_deleted_at_once_or_none(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    old = await ann.say("x")
    fake.clock.advance(2 * DAY)
    new = await ann.say("y")
    said = await call.refused("deleteMessages", chat_id=ann.id, message_ids=[new, old])
    assert said.startswith(NOT_DELETED)
    assert ann.chat.find(new)
    assert await call("deleteMessages", chat_id=ann.id, message_ids=[new, 9999]) is True
    assert ann.chat.find(new) is None
    for wrong in ([], list(range(1, 102)), [0], "x", {"a": 1}):
        assert "identifier" in (await call.refused("deleteMessages", chat_id=ann.id, message_ids=wrong)).replace(
            "message_ids", "identifier"
        )


async def test_a_press_is_told_with_the_message_and_answered_once(call: Caller, ann: Person) -> None:
    await call("sendMessage", chat_id=ann.id, text="x", reply_markup=BUTTONS)
    query = await ann.press("Ja")
    told = (await call.updates())[0]["callback_query"]
    assert (told["id"], told["data"], told["from"]["language_code"]) == (query, "ja", "nl")
    assert (told["message"]["text"], told["message"]["reply_markup"]) == ("x", BUTTONS)
    long = await call.refused("answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert long == "400 Bad Request: MESSAGE_TOO_LONG"
    await call("answerCallbackQuery", callback_query_id=query, text="Klaar", show_alert=True)
    assert ann.toasts == [Toast("Klaar", alert=True)]
    assert await call.refused("answerCallbackQuery", callback_query_id=query) == OLD_QUERY
    assert await call.refused("answerCallbackQuery", callback_query_id="5") == OLD_QUERY


async def test_a_press_waits_a_quarter_of_a_minute(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    queries = [await ann.press_payload("a", 1) for _ in range(2)]
    fake.clock.advance(14)
    await call("answerCallbackQuery", callback_query_id=queries[0])
    fake.clock.advance(2)
    assert await call.refused("answerCallbackQuery", callback_query_id=queries[1]) == OLD_QUERY
    assert ann.toasts == []


async def test_a_press_finds_the_newest_button_or_none(call: Caller, ann: Person) -> None:
    sent = [await call("sendMessage", chat_id=ann.id, text=text, reply_markup=BUTTONS) for text in "ab"]
    await ann.press("ja")
    await ann.press("Ja", sent[0]["message_id"])
    await ann.press("Ja", ann.chat.messages[-2])
    pressed = [one["callback_query"]["message"]["text"] for one in await call.updates()]
    assert pressed == ["b", "a", "a"]
    with pytest.raises(LookupError):
        await ann.press("Nee")


async def test_a_message_that_is_gone_or_old_comes_without_its_text(
    fake: TelegramSimulator, call: Caller, ann: Person
) -> None:
    sent = await call("sendMessage", chat_id=ann.id, text="x", reply_markup=BUTTONS)
    fake.clock.advance(2 * DAY + 1)
    await ann.press("Ja")
    await call.refused("deleteMessage", chat_id=ann.id, message_id=sent["message_id"])
    await ann.press_payload("ja", 99)
    seen = [one["callback_query"]["message"] for one in await call.updates()]
    assert [(one["message_id"], one["date"], one.get("text")) for one in seen] == [
        (sent["message_id"], 0, None),
        (99, 0, None),
    ]


async def test_a_bot_writes_to_nobody_who_did_not_start_it_or_blocked_it(
    fake: TelegramSimulator, call: Caller, ann: Person
) -> None:
    ben = fake.person(1002)
    said = await call.refused("sendMessage", chat_id=ben.id, text="x")
    assert said == "403 Forbidden: bot can't initiate conversation with a user"
    await call("sendMessage", chat_id=ann.id, text="x")
    await ann.block()
    told = (await call.updates())[-1]["my_chat_member"]
    assert [told[name]["status"] for name in ("old_chat_member", "new_chat_member")] == ["member", "kicked"]
    blocked = "403 Forbidden: bot was blocked by the user"
    assert await call.refused("sendMessage", chat_id=ann.id, text="x") == blocked
    assert await call.refused("editMessageText", chat_id=ann.id, message_id=2, text="y") == blocked
    assert await call.refused("deleteMessage", chat_id=ann.id, message_id=2) == blocked
    assert await call.refused("deleteMessages", chat_id=ann.id, message_ids=[2]) == blocked
    await ann.unblock()
    assert (await call.updates())[-1]["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert await call("deleteMessage", chat_id=ann.id, message_id=2) is True
    await call("sendMessage", chat_id=ann.id, text="x")


@pytest.mark.parametrize("kind", [*KINDS, "forward"])
async def test_people_send_more_than_text(call: Caller, ann: Person, kind: str) -> None:
    number = await ann.send(kind)
    told = (await call.updates())[0]["message"]
    assert told["message_id"] == number
    assert told.keys() & {kind, "photo", "forward_origin"}


@pytest.mark.parametrize("kind", SERVICE)
async def test_telegram_says_of_itself_what_was_done(call: Caller, ann: Person, kind: str) -> None:
    number = await ann.send(kind)
    told = (await call.updates())[0]["message"]
    assert (told["message_id"], told["from"]["id"]) == (number, ann.id)
    assert told.keys() >= SERVICE[kind].keys()
    assert "text" not in told


async def test_an_album_is_two_messages(call: Caller, ann: Person) -> None:
    last = await ann.send("album")
    told = [one["message"] for one in await call.updates()]
    assert [one["message_id"] for one in told] == [last - 1, last]
    assert len({one["media_group_id"] for one in told}) == 1


async def test_people_change_and_answer_what_was_said(call: Caller, ann: Person) -> None:
    number = await ann.say("x")
    await ann.edit(number, "/stop")
    await ann.say("y", reply_to=number)
    _, edited, answer = await call.updates()
    assert (edited["edited_message"]["text"], edited["edited_message"]["entities"][0]["type"]) == (
        "/stop",
        "bot_command",
    )
    assert answer["message"]["reply_to_message"]["text"] == "/stop"


async def test_a_pin_is_told_to_the_bot_with_the_buttons(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    sent = await call("sendMessage", chat_id=ann.id, text="x", reply_markup=BUTTONS)
    pin = {"chat_id": ann.id, "message_id": sent["message_id"]}
    assert await call("pinChatMessage", **pin) is True
    assert await call("pinChatMessage", **pin) is True
    (told,) = await call.updates()
    assert (told["message"]["from"]["is_bot"], told["message"]["pinned_message"]["reply_markup"]) == (True, BUTTONS)
    assert (await call("getChat", chat_id=ann.id))["pinned_message"]["reply_markup"] == BUTTONS
    count = len(ann.chat.messages)
    assert await call("unpinChatMessage", **pin) is True
    assert "pinned_message" not in await call("getChat", chat_id=ann.id)
    assert len(ann.chat.messages) == count
    assert await call.refused("unpinChatMessage", chat_id=ann.id) == "400 Bad Request: message to unpin not found"
    assert (await call.refused("pinChatMessage", chat_id=ann.id, message_id=99)).endswith("message to pin not found")
    newer = {**pin, "message_id": (await call("sendMessage", chat_id=ann.id, text="y"))["message_id"]}
    for one in (pin, newer):
        await call("pinChatMessage", **one)
    assert "pinned_message" not in await call("getChat", chat_id=ann.id)  # for a second after an unpin
    fake.clock.advance(1.0)
    assert (await call("getChat", chat_id=ann.id))["pinned_message"]["text"] == "y"
    await call("deleteMessage", **newer)
    assert (await call("getChat", chat_id=ann.id))["pinned_message"]["text"] == "x"
    assert await call("unpinAllChatMessages", chat_id=ann.id) is True


async def test_an_answer_shows_what_it_answers_with_its_buttons(call: Caller, ann: Person) -> None:
    sent = await call("sendMessage", chat_id=ann.id, text="x", reply_markup=BUTTONS)
    reply = {"reply_parameters": {"message_id": sent["message_id"]}}
    answer = await call("sendMessage", chat_id=ann.id, text="y", **reply)
    assert answer["reply_to_message"]["reply_markup"] == BUTTONS
    await call("deleteMessage", chat_id=ann.id, message_id=sent["message_id"])
    said = await call.refused("sendMessage", chat_id=ann.id, text="y", **reply)
    assert said == "400 Bad Request: message to be replied not found"
