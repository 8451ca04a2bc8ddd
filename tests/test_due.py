"""What is due is done, whatever becomes of the rest."""

import asyncio
from collections.abc import Sequence

import pytest

from adapters.due import Due, Wiped
from adapters.ledger import Ledger, Message, Part, Wipe

CHANNEL = "telegram"


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
        await Due(ledger, {CHANNEL: Wiper()}).once()
    assert (await ledger.backlog()).rows[Part.PERSON] == 1


async def test_there_is_more_to_do_after_a_full_batch_alone(ledger: Ledger) -> None:
    due = Due(ledger, {CHANNEL: Wiper()}, batch=2)
    await ledger.note([Message(CHANNEL, "a", str(number), Part.PERSON) for number in range(3)], within=0)
    assert await due.once()
    assert not await due.once()
    assert (await ledger.backlog()).rows[Part.PERSON] == 0
