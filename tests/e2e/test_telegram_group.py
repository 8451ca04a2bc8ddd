"""In a group there is only a link to the private chat."""

from pathlib import Path

import pytest

from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import until
from tests.support.store_reader import later

pytestmark = pytest.mark.usefixtures("bot")
LINK = "https://t.me/groomingcheck_bot?start=groomingcheck"


@pytest.mark.parametrize("admin", [True, False])
@pytest.mark.parametrize("command", ["/groomingcheck", "/groomingcheck@groomingcheck_bot Jan de Vries"])
async def test_the_command_gets_a_button_into_the_private_chat(
    fake: TelegramSimulator,
    database: Path,
    command: str,
    admin: bool,  # noqa: FBT001
) -> None:
    ann, group = fake.person(1001, language_code="nl"), fake.group(-1002, bot_admin=admin)
    group.join(ann)
    number = await ann.say(command, chat=group)
    await until(lambda: [message for message in group.messages if message.from_bot])
    await fake.settled()
    [answer] = [message for message in group.messages if message.from_bot]
    [[button]] = answer.buttons
    assert (button.label, button.url) == ("Start: Groomingcheck", LINK)
    assert "privéchat" in answer.text
    assert (group.find(number) is None) == admin
    await later(database, 61)
    await until(lambda: group.find(answer.id) is None)
    assert ann.chat.messages == []


async def test_everybody_who_asks_can_read_an_answer_where_they_asked(fake: TelegramSimulator) -> None:
    """Whatever stands in another topic, or in answer to another command; and what stands there isn't said again."""
    ann, bob, group = fake.person(1001, "nl"), fake.person(1002, "en"), fake.group(-1002, topics=True)
    for person in (ann, bob):
        group.join(person)
    for person, command, thread in (
        (ann, "/herinnering", 7),
        (ann, "/groomingcheck", 7),
        (bob, "/groomingcheck", 7),
        (ann, "/groomingcheck", 9),
        (ann, "/groomingcheck", 9),
    ):
        await person.say(command, chat=group, thread=thread)
        await fake.settled()
    answers = [(message.thread, message.buttons[0][0].label) for message in group.messages if message.from_bot]
    assert answers == [
        (7, "Naar de herinneringen"),
        (7, "Start: Groomingcheck"),
        (7, "Start: Grooming check"),
        (9, "Start: Groomingcheck"),
    ]


async def test_it_answers_in_the_topic_it_was_asked_in(fake: TelegramSimulator) -> None:
    ann, group = fake.person(1001), fake.group(-1002, topics=True)
    group.join(ann)
    await ann.say("/groomingcheck", chat=group, thread=7)
    await until(lambda: [message.thread for message in group.messages if message.from_bot] == [7])


async def test_one_way_in_is_enough_for_a_while(fake: TelegramSimulator) -> None:
    ann, group = fake.person(1001), fake.group(-1002, bot_admin=True)
    group.join(ann)
    joined = len(group.messages)
    for _ in range(3):
        await ann.say("/groomingcheck", chat=group)
    await until(lambda: len(group.messages) == joined + 1 and group.messages[-1].from_bot)
    await fake.settled()
    assert len(group.messages) == joined + 1


CHANNEL = {"id": -1009, "type": "channel", "title": "A"}


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "/groomingcheck", "forward_origin": {"type": "hidden_user"}},
        {"text": "/groomingcheck", "via_bot": {"id": 8, "is_bot": True, "first_name": "Other"}},
        {"text": "/groomingcheck", "from": {"id": 8, "is_bot": True, "first_name": "Other"}},
        {"text": "/groomingcheck", "sender_chat": CHANNEL, "is_automatic_forward": True, "forward_origin": {}},
        {"caption": "/groomingcheck"},
        {"pinned_message": {"message_id": 1, "chat": CHANNEL, "date": 0}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    ],
)
async def test_only_a_command_of_somebody_in_the_group_is_answered(
    fake: TelegramSimulator, fields: dict[str, object]
) -> None:
    ann, group = fake.person(1001), fake.group(-1002, bot_admin=True)
    group.join(ann)
    fake.inject({"message": {"message_id": 5, "date": 1, "chat": group.object(), "from": ann.user(), **fields}})
    await fake.settled()
    assert not [call for call in fake.calls if call.parameters.get("chat_id") == -1002]


@pytest.mark.parametrize("text", ["/groomingcheck@other_bot", "/stop", "/help", "hallo", "2", "/unknown"])
async def test_nothing_else_in_a_group_is_touched(fake: TelegramSimulator, text: str) -> None:
    ann, group = fake.person(1001), fake.group(-1002, bot_admin=True)
    group.join(ann)
    message = {
        "message_id": 5,
        "date": 1,
        "chat": {"id": -1002, "type": "supergroup"},
        "from": ann.user(),
        "text": text,
    }
    fake.inject({"message": message})
    await fake.settled()
    assert not [call for call in fake.calls if call.parameters.get("chat_id") == -1002]


async def test_a_press_in_a_group_gives_a_toast_and_nothing_else(fake: TelegramSimulator) -> None:
    ann, group = fake.person(1001), fake.group(-1002)
    group.join(ann)
    await ann.say("/groomingcheck", chat=group)
    await until(lambda: [message for message in group.messages if message.from_bot])
    await fake.settled()
    [answer] = [message for message in group.messages if message.from_bot]
    before = group.messages
    await ann.press_payload("groomingcheck", answer.id, chat=group)
    await until(lambda: ann.toasts)
    await fake.settled()
    assert ann.toasts[0].text.startswith("Deze knop werkt hier niet.")
    assert group.messages == before
    assert ann.chat.messages == []
