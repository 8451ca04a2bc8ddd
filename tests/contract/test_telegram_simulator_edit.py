"""How the Telegram simulator handles edits, and replies to a message."""

from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import Caller

BUTTONS = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}


async def test_an_edit_puts_another_text_and_other_buttons(fake: TelegramSimulator, call: Caller, ann: Person) -> None:
    sent = await call("sendMessage", chat_id=ann.id, text="een", reply_markup=BUTTONS, protect_content=True)
    message = {"chat_id": ann.id, "message_id": sent["message_id"]}
    before = ann.chat.messages[-1]
    changed = await call("editMessageText", text="twee", **message)
    assert (changed["text"], changed.get("reply_markup"), "edit_date" in changed) == ("twee", None, True)
    assert (before.text, ann.chat.messages[-1].text, ann.chat.messages[-1].protected) == ("een", "twee", True)
    await call("editMessageReplyMarkup", reply_markup=BUTTONS, **message)
    assert (ann.chat.messages[-1].text, ann.chat.messages[-1].labels) == ("twee", ["Ja"])
    fake.clock.advance(9 * 86400)
    await call("editMessageText", text="drie", **message)


async def test_an_edit_that_changes_nothing_or_can_not_be_is_refused(call: Caller, ann: Person) -> None:
    theirs = ann.chat.messages[0].id
    sent = await call("sendMessage", chat_id=ann.id, text="<b>x</b>", parse_mode="HTML", reply_markup=BUTTONS)
    same = {"chat_id": ann.id, "message_id": sent["message_id"], "reply_markup": BUTTONS}
    unmodified = (
        "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )
    assert await call.refused("editMessageText", text="<b>x</b> ", parse_mode="HTML", **same) == unmodified
    assert await call.refused("editMessageReplyMarkup", **same) == unmodified
    await call("editMessageText", text="x", **same)
    assert await call.refused("editMessageText", text="x" * 4097, **same) == "400 Bad Request: MESSAGE_TOO_LONG"
    other = {"chat_id": ann.id, "text": "x"}
    assert (await call.refused("editMessageText", message_id=99, **other)).endswith("message to edit not found")
    assert (await call.refused("editMessageText", message_id=theirs, **other)).endswith("message can't be edited")


async def test_an_answer_names_a_message_that_is_there(call: Caller, ann: Person) -> None:
    sent = await call("sendMessage", chat_id=ann.id, text="x", reply_parameters={"message_id": 1})
    assert sent["reply_to_message"]["text"] == "/start"
    gone = {"message_id": 99}
    said = await call.refused("sendMessage", chat_id=ann.id, text="x", reply_parameters=gone)
    assert said == "400 Bad Request: message to be replied not found"
    gone["allow_sending_without_reply"] = True
    assert "reply_to_message" not in await call("sendMessage", chat_id=ann.id, text="x", reply_parameters=gone)
