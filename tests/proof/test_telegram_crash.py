"""The process is killed with SIGKILL, and started again: the check goes on, and all that was there is wiped."""

import asyncio
import random
from contextlib import suppress
from pathlib import Path

import pytest

from adapters.simulators.network_failures import Reset
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import until
from tests.support.spawner import PATIENCE, Crew, Served
from tests.support.store_reader import ask, rows
from tests.support.telegram_bot import TO_ADVICE, begin, shown, walk

STEPS = (*TO_ADVICE, "Klaar en wissen")
KILLS = 4


def pass_time(database: Path, seconds: float) -> None:
    """Let this many seconds pass for a database that no process has open, and for the claims of dead processes."""
    moved = "due_at = due_at - ?1, until = until - ?1, leased_until = leased_until - ?1"
    ask(database, f"UPDATE action SET {moved}", seconds)  # noqa: S608 - a constant


def called(fake: TelegramSimulator, method: str) -> int:
    """Count the calls of this method that were received completely, answered or not."""
    return sum(call.method == method and bool(call.parameters) for call in fake.calls)


async def emptied(person: Person, database: Path) -> None:
    await until(lambda: not person.chat.messages and not rows(database), PATIENCE)


async def killed_while_posting(fake: TelegramSimulator, person: Person, bot: Served) -> None:
    """Kill it while the first screen of a check is under way; the screen arrives nevertheless."""
    fake.latency = 0.5
    await person.say("/groomingcheck")
    await until(lambda: called(fake, "sendMessage"), PATIENCE)
    await bot.kill()
    fake.latency = 0
    await until(lambda: shown(person))


async def persist(person: Person) -> None:
    """Complete a check, pressing whatever leads on, and once more each time that nothing happens."""
    while not shown(person).startswith("Klaar."):
        before = person.chat.messages
        labels = [label for message in before for label in message.labels]
        assert "1. Start: Groomingcheck" not in labels
        await person.press(next(label for step in reversed(STEPS) for label in labels if label.startswith(step)))
        with suppress(TimeoutError):
            await until(lambda before=before: person.chat.messages != before, 2)  # type: ignore[misc]


async def test_a_check_goes_on_after_each_kill_between_two_steps(
    fake: TelegramSimulator, crew: Crew, database: Path
) -> None:
    bot = await crew.start().up()
    ann = fake.person(1001)
    await begin(ann)
    for step, label in enumerate(STEPS):
        if step in {0, 1, 6, 9, 11}:
            await bot.kill()
            bot = await crew.start().up()
        await walk(ann, label)
    assert shown(ann).startswith("Klaar.")
    await until(lambda: "notice" in [part for *_, part in rows(database)], PATIENCE)
    await bot.kill()
    pass_time(database, 61)  # the claims of a killed process have expired
    crew.start()
    await emptied(ann, database)


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_check_goes_on_after_kills_in_the_midst_of_calls(
    fake: TelegramSimulator, crew: Crew, database: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    bot = await crew.start().up()
    ann = fake.person(1001)
    await begin(ann)
    fake.latency = 0.1
    check = asyncio.create_task(persist(ann))
    for _ in range(KILLS):
        await asyncio.sleep(chance.uniform(0, 0.4))
        await bot.kill()
        bot = await crew.start().up()
    await asyncio.wait_for(check, PATIENCE)
    fake.latency = 0
    await fake.settled(PATIENCE)  # a press that is delivered again later would show its screen again
    await bot.kill()
    pass_time(database, 901)
    await crew.start().up()
    await emptied(ann, database)


async def test_without_a_lasting_secret_one_tap_starts_again(fake: TelegramSimulator, crew: Crew) -> None:
    bot = await crew.start(GROOMINGCHECK_SECRET="").up()
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen", "1.")
    await bot.kill()
    await crew.start(GROOMINGCHECK_SECRET="").up()
    await walk(ann, "1.")
    [message] = ann.chat.messages
    assert message.labels == ["Start: Groomingcheck"]
    await walk(ann, "Start")
    await walk(ann, "Beginnen")
    assert "Vraag 1 van 9" in shown(ann)


async def test_a_screen_whose_number_was_never_noted_goes_on_and_stays_while_it_is_used(
    fake: TelegramSimulator, crew: Crew, database: Path
) -> None:
    bot = await crew.start().up()
    ann = fake.person(1001)
    await killed_while_posting(fake, ann, bot)
    bot = await crew.start().up()
    await walk(ann, "Beginnen")
    await until(lambda: ("1001", str(ann.chat.messages[-1].id), "screen") in rows(database), PATIENCE)
    await bot.kill()
    pass_time(database, 61)
    await crew.start().up()
    await until(lambda: len(rows(database)) == 1, PATIENCE)
    await walk(ann, "1.")
    assert "Vraag 2 van 9" in shown(ann)


async def test_a_screen_whose_number_was_never_noted_goes_in_time(
    fake: TelegramSimulator, crew: Crew, database: Path
) -> None:
    bot = await crew.start().up()
    ann = fake.person(1001)
    await killed_while_posting(fake, ann, bot)
    assert ("1001", None, "screen") in rows(database)
    pass_time(database, 61)
    crew.start()
    await emptied(ann, database)


async def test_what_came_due_while_it_was_down_is_wiped(fake: TelegramSimulator, crew: Crew, database: Path) -> None:
    bot = await crew.start(GROOMINGCHECK_IDLE_MINUTES="2").up()
    ann, bob = fake.person(1001), fake.person(1002)
    for person in (ann, bob):
        await begin(person)
    await walk(ann, "Beginnen", "1.")
    await begin(bob, "/help")
    await until(lambda: {part for _, message, part in rows(database) if message} >= {"screen", "text"}, PATIENCE)
    await until(lambda: len(bob.chat.messages) == 2, PATIENCE)
    await bot.kill()
    pass_time(database, 121)
    assert ann.chat.messages
    assert len(bob.chat.messages) == 2
    crew.start(GROOMINGCHECK_IDLE_MINUTES="2")
    await emptied(ann, database)
    await emptied(bob, database)


async def test_what_was_typed_while_it_was_down_or_just_before_is_wiped(
    fake: TelegramSimulator, crew: Crew, database: Path
) -> None:
    bot = await crew.start().up()
    ann = fake.person(1001)
    fake.fail("deleteMessage", Reset())
    before = await ann.say("Jan heeft contact")
    await until(lambda: called(fake, "deleteMessage"), PATIENCE)
    await bot.kill()
    down = [await ann.say("met een man"), await ann.send("photo")]
    assert ann.chat.find(before)
    pass_time(database, 61)
    crew.start()
    await until(lambda: not any(ann.chat.find(number) for number in (before, *down)), PATIENCE)
