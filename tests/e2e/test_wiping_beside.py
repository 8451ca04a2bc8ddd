"""Whatever one chat or one window does, the others are wiped and answered meanwhile.

What goes on at the same time is told by the order of things, and not by a clock: a call that hangs is still open, and a
flood isn't worked off, when the other is served.
"""

from pathlib import Path

from adapters.simulators.network_failures import Hang
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support import slack_bot
from tests.support.caller import until
from tests.support.store_reader import later
from tests.support.telegram_bot import begin, configured, running, walk

HANG = Hang(4.0)
DICE = 400
FIRST = 5000
"""The first of many people."""


async def test_a_flood_that_cannot_be_deleted_delays_nobody_elses_words(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    ann, ben = fake.person(1001), fake.person(1002)
    async with running(shipped, configured(fake, database), fake):
        for person in (ann, ben):
            await begin(person)
        fake.latency = 0.005
        fake.calls.clear()
        for _ in range(DICE):
            await ben.send("dice")
        await until(lambda: tried(fake, ben.id))
        name = await ann.say("Jan heeft contact met Piet")
        await until(lambda: ann.chat.find(name) is None)
        assert tried(fake, ben.id) < DICE


async def test_a_chat_whose_deletes_hang_delays_no_other(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    ann, ben = fake.person(1001), fake.person(1002)
    async with running(shipped, configured(fake, database), fake):
        for person in (ann, ben):
            await begin(person)
        fake.calls.clear()
        fake.fail("deleteMessage", HANG, times=9, chat=ben.id)
        await ben.say("Piet")
        await until(lambda: tried(fake, ben.id))
        for text in ("Jan", "Klaas", "Kees"):
            name = await ann.say(text)
            await until(lambda name=name: ann.chat.find(name) is None)  # type: ignore[misc]
        assert hanging(fake) == 1


async def test_no_press_waits_for_deletes_that_hang(fake: TelegramSimulator, shipped: Content, database: Path) -> None:
    ann, many = fake.person(1001), [fake.person(number) for number in range(FIRST, FIRST + 80)]
    async with running(shipped, configured(fake, database), fake):
        await begin(ann)
        for person in many:
            fake.fail("deleteMessage", HANG, chat=person.id)
            await person.say("Piet")
        await until(lambda: hanging(fake) >= 16)
        await walk(ann, "Beginnen", "1.", "2.")
        assert hanging(fake) >= 16


async def test_a_window_that_hangs_delays_no_other(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    ann, ben, cor = (slack.person(f"U{number}") for number in range(3))
    async with slack_bot.serving(slack, shipped, slack_bot.configured(slack, database, http=True)):
        await slack_bot.begin(ben)
        slack.fail("views.update", HANG, times=9, where=slack_bot.name(ben))
        await later(database, 901)
        await until(lambda: slack_bot.called(slack, "views.update"))
        for person in (ann, cor):
            await slack_bot.begin(person)
        await later(database, 901)
        await until(lambda: slack_bot.body(ann) == slack_bot.body(cor) == "Gewist.")
        await slack_bot.begin(ann)
        await slack_bot.walk(ann, "Beginnen", "Antwoord 1")
        assert slack_bot.body(ben) != "Gewist."


def tried(fake: TelegramSimulator, chat: int) -> int:
    """Return how many messages of this chat were to be deleted one by one so far."""
    return sum(call.method == "deleteMessage" and call.parameters["chat_id"] == chat for call in fake.calls)


def hanging(fake: TelegramSimulator) -> int:
    """Return how many deletes are not answered yet."""
    return sum(call.method == "deleteMessage" and not call.status for call in fake.calls)
