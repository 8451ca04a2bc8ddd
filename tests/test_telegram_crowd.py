"""Many at once: presses that come together are one step, and nothing stays of anybody who was there."""

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from adapters.deadline import Deadlines
from adapters.lane import Lanes
from adapters.pace import Pace
from adapters.telegram import inbox
from adapters.telegram.fake import error
from adapters.telegram.fake.person import Person
from adapters.telegram.fake.server import FakeTelegram
from adapters.telegram.inbox import Inbox
from messages.content import Content
from tests.bot import begin, configured, rows, running, shown, walk
from tests.caller import until

CROWD, WAVE = range(7_000_000_000, 7_000_000_300), 50
PRESSES = 20


@pytest.fixture(params=[False, True], ids=["polling", "webhook"])
async def ann(
    request: pytest.FixtureRequest, fake: FakeTelegram, shipped: Content, database: Path
) -> AsyncIterator[Person]:
    """Somebody at the first question, on each way in."""
    async with running(shipped, configured(fake, database, webhook=request.param)):
        found = fake.person(1001)
        await begin(found)
        await walk(found, "Beginnen")
        yield found


async def test_p6_twenty_presses_at_once_are_one_step(fake: FakeTelegram, ann: Person) -> None:
    [message] = ann.chat.messages
    fake.latency = 0.01
    queries = [await ann.press("2. Een beetje") for _ in range(PRESSES)]
    await until(lambda: all(fake.account.presses[query].answered for query in queries))
    await fake.settled()
    [after] = ann.chat.messages
    assert after.id == message.id
    assert "Je antwoord op vraag 1: Een beetje" in after.text
    assert "Vraag 2 van 9" in after.text


async def test_p10_a_press_that_comes_twice_gives_the_same_screen(ann: Person) -> None:
    [question] = ann.chat.messages
    payload = question.buttons[0][0].payload
    assert payload
    await walk(ann, "1.")
    first = shown(ann)
    await walk(ann, "1.")
    await ann.press_payload(payload, question.id)
    await until(lambda: shown(ann) == first)


async def test_p10_presses_are_shown_in_their_order_however_long_one_takes(fake: FakeTelegram, ann: Person) -> None:
    [question] = ann.chat.messages
    await walk(ann, "1.")
    [second] = ann.chat.messages
    fake.fail("editMessageText", lambda: error.hang(0.3))
    payloads = [one.buttons[0][0].payload or "" for one in (question, question, second)]
    for payload in payloads:
        await ann.press_payload(payload, question.id)
    await until(lambda: "Vraag 3 van 9" in shown(ann))
    await fake.settled()
    assert "Vraag 3 van 9" in shown(ann)


async def test_p3_nothing_stays_of_a_crowd_that_has_gone(
    fake: FakeTelegram, shipped: Content, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "REMEMBERED", 100)
    async with running(shipped, configured(fake, database, pace=Pace(gather=0.1))):
        ann = fake.person(1001)
        await begin(ann)
        await fake.settled()
        tasks = len(asyncio.all_tasks())
        await _come_and_go(fake)
        await until(lambda: not fake.account.queue.pending() and len(rows(database)) > len(CROWD), 60)
        await walk(ann, "Beginnen")  # what was done last is held until something else is done
        await fake.settled(60)
        await until(lambda: _sizes() == {"waiting": 0, "running": 0, "moved": 0, "taken": 100}, 30)
        _forget(fake)
        await until(lambda: len(asyncio.all_tasks()) <= tasks)
        someone = fake.person(1002)
        async with asyncio.timeout(240):  # each look takes seconds where many tests were run before
            while _traces():
                await asyncio.sleep(1)
                await someone.say("x")  # a connection that nobody needs any more is let go of when another is used


async def _come_and_go(fake: FakeTelegram) -> None:
    for number in CROWD:
        await _press_once(fake.person(number))
        if number % WAVE == 0:
            await until(lambda: all(press.answered for press in fake.account.presses.values()), 60)


async def _press_once(person: Person) -> None:
    """Press the start button below a message of the bot's, as if it had been there for long."""
    person.started = True
    button = {"text": "Start", "callback_data": "groomingcheck"}
    keyboard = {"inline_keyboard": [[button]]}
    chat = person.chat
    message = chat.add({"id": 1, "is_bot": True, "first_name": "Bot"}, from_bot=True, text="x", markup=keyboard)
    await person.press("Start", message.id)


def _forget(fake: FakeTelegram) -> None:
    """Have the Telegram on loopback forget everybody, so that whatever is still known is known to the bot."""
    account = fake.account
    fake.calls.clear()
    account.chats.clear()
    account.people.clear()
    account.presses.clear()
    account.limit.__init__(account.clock)  # type: ignore[misc]


def _objects() -> list[object]:
    """Give everything that is alive, what the bot has put aside for the garbage collector included."""
    gc.unfreeze()
    return gc.get_objects()


def _sizes() -> dict[str, int]:
    """Measure what our own objects hold."""
    live = [found for found in _objects() if isinstance(found, Lanes | Deadlines | Inbox)]
    kinds = {"waiting": Lanes, "running": Lanes, "moved": Deadlines, "taken": Inbox}
    return {name: max(len(vars(one)[f"_{name}"]) for one in live if type(one) is kind) for name, kind in kinds.items()}


def _traces() -> int:
    """Count the objects of this process that hold somebody of the crowd."""
    gc.collect()
    return sum(any(_is_somebody(held) for held in _held(found)) for found in _objects())


def _held(found: object) -> Iterator[object]:
    """Give what an object holds, through whatever the collector doesn't track by itself."""
    for held in gc.get_referents(found):
        yield held
        if isinstance(held, dict | tuple) and not gc.is_tracked(held):
            yield from _held(held)


def _is_somebody(held: object) -> bool:
    if isinstance(held, str) and len(held) == len(str(CROWD.start)) and held.isdecimal():
        return int(held) in CROWD
    return type(held) is int and held in CROWD
