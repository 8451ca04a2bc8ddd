"""What is due is done, whatever becomes of the rest."""

import asyncio
from collections.abc import Sequence

import pytest

from adapters.due import Due, Wiped
from adapters.ledger import Ledger, Message, Part, Wipe

CHANNEL, SLOW = "telegram", "slack"


class Wiper:
    """Wipes in every chat but one, where it breaks at once."""

    async def wipe(self, chat: str, wipes: Sequence[Wipe]) -> Wiped:
        if chat == "broken":
            raise ZeroDivisionError
        await asyncio.sleep(0.05)
        return Wiped(done=list(wipes))


async def test_a_chat_that_breaks_keeps_no_other_from_being_finished(ledger: Ledger) -> None:
    await ledger.note([Message(CHANNEL, chat, "1", Part.PERSON) for chat in ("a", "broken", "z")], within=0)
    with pytest.raises(ZeroDivisionError):
        await Due(ledger, {CHANNEL: Wiper()}).once(CHANNEL)
    assert (await ledger.backlog()).rows[Part.PERSON] == 1


async def test_there_is_more_to_do_after_a_full_batch_alone(ledger: Ledger) -> None:
    due = Due(ledger, {CHANNEL: Wiper()}, batch=2)
    await ledger.note([Message(CHANNEL, "a", str(number), Part.PERSON) for number in range(3)], within=0)
    assert await due.once(CHANNEL)
    assert not await due.once(CHANNEL)
    assert (await ledger.backlog()).rows[Part.PERSON] == 0


class Slow:
    """Wipes nothing before it is told to."""

    def __init__(self) -> None:
        self.entered, self.go = asyncio.Event(), asyncio.Event()

    async def wipe(self, chat: str, wipes: Sequence[Wipe]) -> Wiped:
        assert chat
        self.entered.set()
        await self.go.wait()
        return Wiped(done=list(wipes))


async def test_a_platform_that_is_slow_holds_up_no_other(ledger: Ledger) -> None:
    slow = Slow()
    due = Due(ledger, {SLOW: slow, CHANNEL: Wiper()})
    running = asyncio.create_task(due.run())
    async with asyncio.timeout(10):
        await ledger.note([Message(SLOW, "v", "1", Part.SCREEN)], within=0)
        await slow.entered.wait()
        await ledger.note([Message(CHANNEL, "a", "1", Part.PERSON)], within=0)
        while (await ledger.backlog()).rows[Part.PERSON]:
            await asyncio.sleep(0.01)
        assert (await ledger.backlog()).rows[Part.SCREEN] == 1
        due.stop()
        slow.go.set()
        await running
    assert (await ledger.backlog()).rows[Part.SCREEN] == 0
