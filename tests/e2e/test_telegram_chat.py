"""What people send besides presses: it is never read, and deleted at once. A number is the answer it stands for."""

from pathlib import Path

import pytest

from adapters.simulators.telegram.message_content import KINDS, SERVICE
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import until
from tests.support.store_reader import later, rows
from tests.support.telegram_bot import begin, said, shown, walk

pytestmark = pytest.mark.usefixtures("bot")
REMARKS = ("Typ hier niets over je cliënt.", "Hier loopt geen check.")


def remarks(person: Person) -> list[str]:
    return [message.text for message in person.chat.messages if message.text.startswith(REMARKS)]


async def test_typed_text_goes_at_once_and_gets_one_short_remark(fake: TelegramSimulator, database: Path) -> None:
    ann = fake.person(1001)
    await begin(ann)
    sent = [await ann.say(text) for text in ("Jan heeft contact", "/groomingcheckx", "2 of 3", "/", "1234", "²")]
    await until(lambda: not any(ann.chat.find(number) for number in sent))
    await fake.settled()
    assert len(remarks(ann)) == 1
    await until(lambda: len(rows(database)) == 2)
    await later(database, 61)
    await until(lambda: not remarks(ann) and shown(ann).startswith("Groomingcheck"))


async def test_whatever_is_sent_goes_at_once(fake: TelegramSimulator) -> None:
    for number, kind in enumerate((*KINDS.keys() - {"dice"}, "forward", "via", "album"), start=1001):
        ann = fake.person(number)
        await ann.send(kind)
        await until(lambda ann=ann: remarks(ann) and all(one.from_bot for one in ann.chat.messages))  # type: ignore[misc]
        assert len(ann.chat.messages) == 1, kind


async def test_what_nobody_said_goes_at_once_and_is_not_answered(fake: TelegramSimulator) -> None:
    ann = fake.person(1001)
    await begin(ann)
    sent = [await ann.send(kind) for kind in SERVICE]
    later = {
        "message_id": 900,
        "date": 1,
        "chat": ann.chat.object(),
        "from": ann.user(),
        "new_next_year": {"text": "1"},
    }
    fake.inject({"message": later})
    await until(lambda: not any(ann.chat.find(number) for number in sent))
    await fake.settled()
    assert [message.text[:13] for message in ann.chat.messages] == ["Groomingcheck"]
    assert len([call for call in fake.calls if call.method == "sendMessage"]) == 1


@pytest.mark.parametrize("more", [{"forward_origin": {"type": "hidden_user"}}, {"via_bot": {"id": 8}}])
async def test_what_another_wrote_is_no_command_and_no_answer(fake: TelegramSimulator, more: dict[str, object]) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen")
    for number, text in enumerate(("/stop", "1"), start=900):
        fake.inject(
            {"message": {**ann.chat.to_json(ann.chat.messages[0]), "message_id": number, **said_by(ann, text), **more}}
        )
    await until(lambda: remarks(ann))
    await fake.settled()
    assert "Vraag 1 van 9" in ann.chat.messages[0].text


async def test_updates_of_other_kinds_are_not_answered(fake: TelegramSimulator) -> None:
    """A server may still hold kinds that an earlier bot asked for."""
    ann = fake.person(1001)
    await begin(ann)
    body = {**ann.chat.to_json(ann.chat.messages[0]), "message_id": 900, **said_by(ann, "/stop")}
    channel = {**body, "chat": {"id": -1009, "type": "channel", "title": "A"}}
    fake.inject({"channel_post": channel})
    fake.inject({"edited_channel_post": channel})
    for kind in ("business_message", "edited_business_message", "guest_message"):
        fake.inject({kind: {**body, "business_connection_id": "1"}})
    for kind in ("message_reaction", "inline_query", "poll_answer", "chat_join_request", "what_comes_next_year"):
        fake.inject({kind: {"chat": body["chat"], "from": ann.user(), "date": 1, "message_id": 1}})
    before = len(fake.calls)
    await fake.settled()
    assert not [call for call in fake.calls[before:] if "chat_id" in call.parameters]


def said_by(person: Person, text: str) -> dict[str, object]:
    return {"from": person.user(), "text": text, "reply_markup": None}


async def test_a_changed_message_goes_as_well(fake: TelegramSimulator) -> None:
    """An edit of something that could not be deleted at the time is another reason to delete it."""
    ann = fake.person(1001)
    number = await ann.say("hallo")
    await ann.edit(number, "Jan")
    await until(lambda: ann.chat.find(number) is None)


@pytest.mark.parametrize("typed", ["2", " 2 ", "2."])
async def test_a_typed_number_is_that_answer(fake: TelegramSimulator, typed: str) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen")
    number = await ann.say(typed)
    await until(lambda: "Vraag 2 van 9" in shown(ann))
    await fake.settled()
    assert "Je koos: Een beetje" in shown(ann)
    assert ann.chat.find(number) is None
    assert ann.chat.pins == []
    assert len(ann.chat.messages) == 1


async def test_numbers_typed_one_after_another_are_answers_in_their_order(fake: TelegramSimulator) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen")
    for _ in range(3):
        await ann.say("1")
    await until(lambda: any("Vraag 4 van 9" in message.text for message in said(ann)))
    await fake.settled()
    assert remarks(ann) == []
    assert len(ann.chat.messages) == 1


async def test_a_number_is_an_answer_whatever_somebody_has_pinned(fake: TelegramSimulator) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen")
    ann.chat.pins.append(ann.chat.add(ann.user(), from_bot=False, text="x").id)
    await ann.say("1")
    await until(lambda: any("Vraag 2 van 9" in message.text for message in said(ann)))
    await fake.settled()
    assert len(ann.chat.pins) == 1


@pytest.mark.parametrize("typed", ["9", "0", "99"])
async def test_a_number_that_is_not_there_changes_nothing(fake: TelegramSimulator, typed: str) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen")
    number = await ann.say(typed)
    await until(lambda: remarks(ann))
    await fake.settled()
    assert ann.chat.find(number) is None
    assert "Vraag 1 van 9" in ann.chat.messages[0].text


@pytest.mark.parametrize("text", ["2", "hallo", "stop"])
async def test_in_an_empty_chat_one_is_told_how_to_begin(fake: TelegramSimulator, text: str) -> None:
    ann = fake.person(1001)
    await ann.say(text)
    await until(lambda: remarks(ann) == ["Hier loopt geen check. Zo begin je er een:\n/groomingcheck"])


async def test_help_and_privacy_leave_the_check_where_it_stands(fake: TelegramSimulator) -> None:
    ann = fake.person(1001, language_code="en")
    await begin(ann)
    await walk(ann, "Begin", "1.")
    await begin(ann, "/help")
    await begin(ann, "/privacy")
    await fake.settled()
    check, numbers, privacy = ann.chat.messages
    assert "Question 2 of 9" in check.text
    assert "112" in numbers.text
    assert numbers.text.endswith("To start a check, or to start again:\n/groomingcheck")
    assert "What do we keep?" in privacy.text
    assert numbers.labels == privacy.labels == []
    await walk(ann, "1.")
    assert "Question 3 of 9" in ann.chat.messages[0].text
    await begin(ann, "/stop")
    await until(lambda: len(ann.chat.messages) == 1)


async def test_an_unknown_language_is_the_one_set(fake: TelegramSimulator) -> None:
    for number, code in enumerate(("fr", "nl-BE", None), start=1001):
        person = fake.person(number, language_code=code)
        await begin(person)
        assert "Is er nu gevaar?" in shown(person)


async def test_two_people_do_not_see_each_other(fake: TelegramSimulator) -> None:
    ann, bob = fake.person(1001), fake.person(1002, language_code="en")
    await begin(ann)
    await begin(bob)
    await walk(ann, "Beginnen", "1.")
    await walk(bob, "Begin")
    assert "Vraag 2 van 9" in shown(ann)
    assert "Question 1 of 9" in shown(bob)
    await begin(bob, "/stop")
    await fake.settled()
    assert "Vraag 2 van 9" in shown(ann)
