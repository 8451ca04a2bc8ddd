"""What people send besides presses: it is never read, and it goes at once. A number is the answer it stands for."""

from pathlib import Path

import pytest

from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from tests.bot import begin, later, rows, shown, walk
from tests.caller import until

pytestmark = pytest.mark.usefixtures("bot")
KINDS = ["photo", "voice", "document", "contact", "location", "sticker", "video_note", "forward", "album", "poll"]
REMARKS = ("Typ hier niets over je cliënt.", "Hier loopt geen check.")


def remarks(person: Person) -> list[str]:
    return [message.text for message in person.chat.messages if message.text.startswith(REMARKS)]


async def test_typed_text_goes_at_once_and_gets_one_short_remark(fake: FakeTelegram, database: Path) -> None:
    ann = fake.person(1001)
    await begin(ann)
    sent = [await ann.say(text) for text in ("Jan heeft contact", "/groomingcheckx", "2 of 3", "/", "1234", "²")]
    await until(lambda: not any(ann.chat.find(number) for number in sent))
    await fake.settled()
    assert len(remarks(ann)) == 1
    await until(lambda: len(rows(database)) == 2)
    await later(database, 61)
    await until(lambda: not remarks(ann))
    assert shown(ann).startswith("Groomingcheck")


@pytest.mark.parametrize("kind", KINDS)
async def test_whatever_is_sent_goes_at_once(fake: FakeTelegram, kind: str) -> None:
    ann = fake.person(1001)
    await ann.say("/privacy")
    before = await ann.send(kind)
    await until(lambda: remarks(ann))
    await until(lambda: not [message for message in ann.chat.messages if not message.from_bot])
    assert ann.chat.find(before) is None


async def test_a_changed_message_goes_as_well(fake: FakeTelegram) -> None:
    """An edit of something that could not be deleted at the time is another reason to delete it."""
    ann = fake.person(1001)
    number = await ann.say("hallo")
    await ann.edit(number, "Jan")
    await until(lambda: ann.chat.find(number) is None)


@pytest.mark.parametrize("typed", ["2", " 2 ", "2."])
async def test_a_typed_number_is_that_answer(fake: FakeTelegram, typed: str) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen")
    number = await ann.say(typed)
    await until(lambda: "Vraag 2 van 9" in shown(ann))
    await fake.settled()
    assert "Je antwoord op vraag 1: Een beetje" in shown(ann)
    assert ann.chat.find(number) is None
    assert ann.chat.pins == []
    assert len(ann.chat.messages) == 1


async def test_numbers_typed_one_after_another_are_answers_in_their_order(fake: FakeTelegram) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen")
    for _ in range(3):
        await ann.say("1")
    await until(lambda: "Vraag 4 van 9" in shown(ann))


@pytest.mark.parametrize("typed", ["9", "0", "99"])
async def test_a_number_that_is_not_there_changes_nothing(fake: FakeTelegram, typed: str) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen")
    number = await ann.say(typed)
    await until(lambda: remarks(ann))
    await fake.settled()
    assert ann.chat.find(number) is None
    assert "Vraag 1 van 9" in ann.chat.messages[0].text


@pytest.mark.parametrize("text", ["2", "hallo", "stop"])
async def test_in_an_empty_chat_one_is_told_how_to_begin(fake: FakeTelegram, text: str) -> None:
    ann = fake.person(1001)
    await ann.say(text)
    await until(lambda: remarks(ann) == ["Hier loopt geen check. Zo begin je er een:\n/groomingcheck"])


async def test_help_and_privacy_leave_the_check_where_it_stands(fake: FakeTelegram) -> None:
    ann = fake.person(1001, language_code="en")
    await begin(ann)
    await walk(ann, "Begin", "1.")
    await begin(ann, "/help")
    await begin(ann, "/privacy")
    await fake.settled()
    check, numbers, privacy = ann.chat.messages
    assert "Question 2 of 9" in check.text
    assert "112" in numbers.text
    assert numbers.text.endswith("To begin a check, or to begin again:\n/groomingcheck")
    assert "What do we keep?" in privacy.text
    assert numbers.labels == privacy.labels == []
    await walk(ann, "2.")
    assert "Question 3 of 9" in ann.chat.messages[0].text
    await begin(ann, "/stop")
    await until(lambda: len(ann.chat.messages) == 1)


async def test_an_unknown_language_is_the_one_set(fake: FakeTelegram) -> None:
    for number, code in enumerate(("fr", "nl-BE", None), start=1001):
        person = fake.person(number, language_code=code)
        await begin(person)
        assert "negen vragen" in shown(person)


async def test_two_people_do_not_see_each_other(fake: FakeTelegram) -> None:
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
