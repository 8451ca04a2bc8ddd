"""What the Telegram simulator makes go wrong with deleting, and in one chat alone."""

from adapters.simulators.telegram import errors
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import Caller


async def test_several_are_deleted_in_word_alone_when_the_server_fails_to_look_them_up(
    fake: TelegramSimulator, call: Caller, ann: Person
) -> None:
    said = [await ann.say(text) for text in ("a", "b")]
    fake.account.failing_look_ups = 1
    assert await call("deleteMessages", chat_id=ann.id, message_ids=said[:1]) is True  # it has them loaded
    assert ann.chat.find(said[0]) is None
    assert await call("deleteMessages", chat_id=ann.id, message_ids=said) is True
    assert ann.chat.find(said[1])
    assert await call("deleteMessages", chat_id=ann.id, message_ids=said) is True
    assert ann.chat.find(said[1]) is None
    fake.account.failing_look_ups = 1
    assert await call.refused("deleteMessage", chat_id=ann.id, message_id=said[0]) == "500 Internal Server Error"


async def test_what_goes_wrong_in_one_chat_leaves_the_others_alone(
    fake: TelegramSimulator, call: Caller, ann: Person
) -> None:
    ben = fake.person(1002)
    for person in (ann, ben):
        await person.say("/start")
    fake.fail("sendMessage", errors.bad_request("odd"), chat=ann.id)
    await call("sendMessage", chat_id=ben.id, text="x")
    assert await call.refused("sendMessage", chat_id=ann.id, text="x") == "400 Bad Request: odd"
    await call("sendMessage", chat_id=ann.id, text="x")
