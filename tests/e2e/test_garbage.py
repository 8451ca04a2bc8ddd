"""What is exempt from garbage collection was there before anything came in: what people send is never among it."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.concurrency.intervals import Intervals
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.telegram_bot import TO_ADVICE, configured, running, said, walk

TIDY = Intervals(look=0.1, again=0.1, tidy=0.1)


@pytest.fixture
def unfrozen() -> Iterator[None]:
    """As in a process of its own: that of the tests has exempted what it imported."""
    gc.unfreeze()
    yield
    gc.collect()
    gc.freeze()


@pytest.mark.usefixtures("unfrozen")
async def test_only_what_was_there_before_the_first_update_is_never_collected(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    ann = fake.person(1001)
    await ann.say("/groomingcheck")  # waits for the bot
    async with running(shipped, replace(configured(fake, database, intervals=TIDY), overwriting=True)):
        await until(lambda: any(call.method == "getUpdates" for call in fake.calls))
        exempt = gc.get_freeze_count()
        assert exempt
        await until(lambda: said(ann))
        await walk(ann, *TO_ADVICE)
        runs = gc.get_stats()[2]["collections"]
        await until(lambda: gc.get_stats()[2]["collections"] > runs + 2)
        assert gc.get_freeze_count() <= exempt
    assert not gc.get_freeze_count()
