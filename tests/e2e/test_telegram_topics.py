"""Private chats with topics (BotFather's threaded mode): answers come where they were asked for, and no title stays."""

import asyncio
import re
from pathlib import Path

import pytest

from adapters.simulators.telegram import errors
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import until
from tests.support.store_reader import later
from tests.support.telegram_bot import said, walk

pytestmark = pytest.mark.usefixtures("bot")
SECRET = "Jan heeft contact"  # noqa: S105 - somebody's name


@pytest.fixture
def ann(fake: TelegramSimulator) -> Person:
    fake.account.threaded = True
    return fake.person(1001)


async def newest(person: Person, start: str) -> Message:
    """Return the bot's newest message, once it starts like this."""
    await until(lambda: said(person) and said(person)[-1].text.startswith(start))
    return said(person)[-1]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/groomingcheck", "Groomingcheck"),
        ("/start groomingcheck", "Groomingcheck"),
        ("/help", "Hulp en nummers"),
        ("/privacy", "Wat bewaren we?"),
        ("/stop", "Gestopt."),
        ("/herinnering", "Alleen coördinatoren"),
        ("hallo", "Hier loopt geen check."),
        ("/start " + "A" * 45, "Groomingcheck"),
    ],
)
async def test_each_answer_comes_in_the_topic_in_which_it_was_asked_for(
    fake: TelegramSimulator, ann: Person, typed: str, answer: str
) -> None:
    topic = await ann.begin_topic(typed)
    await ann.say(typed, thread=topic)
    assert (await newest(ann, answer)).thread == topic
    await fake.settled()
    assert {message.thread for message in said(ann)} == {topic}


async def test_a_whole_check_stays_in_its_topic(fake: TelegramSimulator, ann: Person) -> None:
    topic = await ann.begin_topic("/groomingcheck")
    await ann.say("/groomingcheck", thread=topic)
    await newest(ann, "Groomingcheck")
    await walk(ann, "Beginnen")
    await ann.say("2", thread=topic)
    await until(lambda: any("Vraag 2 van 9" in message.text for message in said(ann)))
    await ann.say("Jan", thread=topic)
    await newest(ann, "Typ hier niets")
    await ann.say("/stop", thread=topic)
    await newest(ann, "Gestopt.")
    await fake.settled()
    assert {message.thread for message in said(ann)} == {topic}
    assert [message.text[:8] for message in said(ann)][-1] == "Gestopt."


async def test_an_apology_comes_there_too(fake: TelegramSimulator, ann: Person) -> None:
    topic = await ann.begin_topic("/groomingcheck")
    fake.fail("sendMessage", errors.bad_request("can't parse entities"))
    await ann.say("/help", thread=topic)
    assert (await newest(ann, "Er ging iets mis.")).thread == topic


async def test_in_a_topic_that_is_gone_the_answer_comes_beside_it(fake: TelegramSimulator, ann: Person) -> None:
    topic = await ann.begin_topic("/groomingcheck")
    del ann.chat.topics[topic]
    await ann.say("/groomingcheck", thread=topic)
    assert (await newest(ann, "Groomingcheck")).thread is None
    fake.account.threaded = False
    await ann.say("/help", thread=topic)
    assert (await newest(ann, "Hulp en nummers")).thread is None


async def test_a_number_in_another_topic_is_no_answer(fake: TelegramSimulator, ann: Person) -> None:
    here, there = await ann.begin_topic("/groomingcheck"), await ann.begin_topic("x")
    await ann.say("/groomingcheck", thread=here)
    await newest(ann, "Groomingcheck")
    await walk(ann, "Beginnen")
    await ann.say("2", thread=there)
    assert (await newest(ann, "Typ hier niets")).thread == there
    await fake.settled()
    assert any("Vraag 1 van 9" in message.text for message in said(ann))


async def test_no_title_says_what_somebody_typed(fake: TelegramSimulator, ann: Person) -> None:
    topic = await ann.begin_topic(SECRET)
    await ann.say(SECRET, thread=topic)
    await until(lambda: ann.chat.topics == {topic: "Groomingcheck"})
    renamed = await ann.rename_topic(topic, SECRET)
    await until(lambda: ann.chat.topics == {topic: "Groomingcheck"})
    await until(lambda: not ann.chat.find(renamed))
    await fake.settled()
    shown = [message for message in ann.chat.messages if "forum_topic_created" not in message.content]
    assert not re.search("Jan", repr(shown))


async def test_a_topic_goes_with_its_title_once_nothing_else_is_in_it(
    fake: TelegramSimulator, ann: Person, database: Path
) -> None:
    """Telegram deletes no message that says that a topic was created, and it has the title."""
    fake.account.limit.on = False
    topic = await ann.begin_topic(SECRET)
    dice = await ann.send("dice")  # it can't be deleted today either, and is no topic
    await ann.say("/groomingcheck", thread=topic)
    await newest(ann, "Groomingcheck")
    for _ in range(8):
        await later(database, 61)
        await fake.settled()
    assert ann.chat.topics == {topic: "Groomingcheck"}
    await ann.say("/stop", thread=topic)
    await newest(ann, "Gestopt.")
    async with asyncio.timeout(60):
        while ann.chat.topics:
            await later(database, 61)
            await fake.settled()
    assert [message.id for message in ann.chat.messages] == [dice]
