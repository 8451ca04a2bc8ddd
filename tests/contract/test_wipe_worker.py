"""Due messages are wiped, whatever happens to others."""

import asyncio
import io
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind, Wipe
from adapters.telegram.limits import WIPEABLE
from adapters.telemetry import log
from adapters.telemetry.metrics import REGISTRY
from adapters.wiping.eraser import Eraser, WipeResult
from adapters.wiping.worker import SHARE, WipeWorker

CHANNEL, SLOW = "telegram", "slack"
AGES = 3600.0
"""A look so rare that a test ends before: nothing happens but what something woke the worker for."""


class QuickEraser:
    """Wipes in every chat but one, where it raises."""

    async def erase(self, chat: str, wipes: Sequence[Wipe]) -> WipeResult:
        if chat == "broken":
            raise ZeroDivisionError
        return WipeResult(done=list(wipes))


class SlowEraser(QuickEraser):
    """Wipes at once, except in some chats, where it wipes nothing until it is released.

    Attributes:
        shares: How many messages it was given at once of each chat.
    """

    def __init__(self, *slow: str) -> None:
        self.entered, self.go = asyncio.Event(), asyncio.Event()
        self.shares: dict[str, list[int]] = {}
        self._slow = slow

    async def erase(self, chat: str, wipes: Sequence[Wipe]) -> WipeResult:
        self.shares.setdefault(chat, []).append(len(wipes))
        if chat in self._slow:
            self.entered.set()
            await self.go.wait()
        return WipeResult(done=list(wipes))


class RefusingEraser:
    """Gets every wipe refused."""

    async def erase(self, chat: str, wipes: Sequence[Wipe]) -> WipeResult:
        assert chat
        return WipeResult(refused=list(wipes), delay=0.0)


def noted(chat: str, *numbers: int, channel: str = CHANNEL, age: float = 0.0) -> list[ChatMessage]:
    return [ChatMessage(channel, chat, str(number), MessageKind.PERSON, age) for number in numbers]


async def left(wipe_store: WipeStore) -> int:
    return sum((await wipe_store.backlog()).rows.values())


async def until_left(wipe_store: WipeStore, number: int) -> None:
    async with asyncio.timeout(20):
        while await left(wipe_store) != number:
            await asyncio.sleep(0.01)


def counted(outcome: str) -> float:
    return REGISTRY.get_sample_value("groomingcheck_wipes_total", {"channel": CHANNEL, "outcome": outcome}) or 0.0


@asynccontextmanager
async def running(wipe_store: WipeStore, **erasers: Eraser) -> AsyncIterator[WipeWorker]:
    worker = WipeWorker(wipe_store, erasers, look=AGES)
    run = asyncio.create_task(worker.run())
    yield worker
    worker.stop()
    async with asyncio.timeout(20):
        await run


async def test_a_failing_chat_does_not_delay_others(wipe_store: WipeStore, output: io.StringIO) -> None:
    log.configure("info", output)
    async with running(wipe_store, telegram=QuickEraser()):
        await wipe_store.note([*noted("a", 1), *noted("broken", 1), *noted("z", 1)], within=0)
        await until_left(wipe_store, 1)
        await wipe_store.note(noted("later", 1), within=0)
        await until_left(wipe_store, 1)
    assert "ZeroDivisionError" in output.getvalue()
    assert (await wipe_store.claim([CHANNEL], 9, 60)) == ()  # it waits for its next try


async def test_there_is_more_to_do_after_a_full_batch_alone(wipe_store: WipeStore) -> None:
    due = WipeWorker(wipe_store, {CHANNEL: QuickEraser()}, batch=2, patience=60)
    await wipe_store.note(noted("a", 1, 2, 3), within=0)
    assert await due.once(CHANNEL)
    assert not await due.once(CHANNEL)
    assert await left(wipe_store) == 0


async def test_a_slow_platform_does_not_delay_others(wipe_store: WipeStore) -> None:
    slow = SlowEraser("v")
    async with running(wipe_store, slack=slow, telegram=QuickEraser()):
        await wipe_store.note(noted("v", 1, channel=SLOW), within=0)
        await slow.entered.wait()
        await wipe_store.note(noted("a", 1), within=0)
        await until_left(wipe_store, 1)
        slow.go.set()
    assert await left(wipe_store) == 0


async def test_a_slow_chat_does_not_delay_others(wipe_store: WipeStore) -> None:
    slow = SlowEraser("v")
    async with running(wipe_store, telegram=slow):
        await wipe_store.note([*noted("v", 1), *noted("a", 1)], within=0)
        await slow.entered.wait()
        await until_left(wipe_store, 1)
        for chat in ("b", "c"):
            await wipe_store.note(noted(chat, 1), within=0)
            await until_left(wipe_store, 1)
        await wipe_store.note(noted("v", 2), within=0)
        slow.go.set()
        await until_left(wipe_store, 0)
    assert slow.shares["v"] == [1, 1]  # one after the other


async def test_a_chat_with_much_to_be_wiped_gets_its_share_and_one_turn_at_a_time(wipe_store: WipeStore) -> None:
    slow = SlowEraser("v")
    async with running(wipe_store, telegram=slow):
        await wipe_store.note(noted("v", *range(300)), within=0)
        await slow.entered.wait()
        await wipe_store.note(noted("a", 1), within=0)
        await until_left(wipe_store, 300)
        assert slow.shares["v"] == [SHARE]
        slow.go.set()
        await until_left(wipe_store, 0)
    assert set(slow.shares["v"]) == {SHARE}


async def test_a_refusal_ends_a_wipe_only_when_nothing_can_be_deleted_any_more(wipe_store: WipeStore) -> None:
    refused, given_up = counted("refused"), counted("given_up")
    due = WipeWorker(wipe_store, {CHANNEL: RefusingEraser()}, patience=60)
    await wipe_store.note(noted("a", 1), within=0)
    await due.once(CHANNEL)
    assert (await left(wipe_store), counted("refused"), counted("given_up")) == (1, refused + 1, given_up)
    assert 0 < (await wipe_store.next_due([CHANNEL]) or 0) <= 1.0
    await wipe_store.note(noted("b", 1, age=WIPEABLE + 1), within=0)
    await due.once(CHANNEL)
    assert (await left(wipe_store), counted("refused"), counted("given_up")) == (1, refused + 2, given_up + 1)


async def test_pauses_grow_and_are_bounded(wipe_store: WipeStore) -> None:
    due = WipeWorker(wipe_store, {CHANNEL: RefusingEraser()}, patience=60)
    await wipe_store.note(noted("a", 1), within=0)
    pauses = []
    for _ in range(12):
        await due.once(CHANNEL)
        pauses.append(await wipe_store.next_due([CHANNEL]) or 0)
        await wipe_store.end_until(CHANNEL, "a", "9")  # tries it at once
    assert [round(pause) for pause in pauses] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]
