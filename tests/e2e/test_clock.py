"""A clock that is set back while the bot runs, or while it is off: what stands in a chat is wiped in time."""

import io
from pathlib import Path

import pytest

from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.store_reader import due_in, later, rows
from tests.support.telegram_bot import begin, configured, running

IDLE, HOURS = 900.0, 3 * 3600.0


@pytest.mark.usefixtures("bot")
async def test_a_screen_is_wiped_in_time_though_the_clock_is_set_back(fake: TelegramSimulator, database: Path) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await until(lambda: [part for _, message, part in rows(database) if message] == ["screen"])
    await later(database, -HOURS)
    await until(lambda: due_in(database) <= IDLE)
    await later(database, IDLE)
    await until(lambda: not ann.chat.messages)


async def test_a_screen_is_wiped_in_time_though_the_clock_was_set_back_while_nothing_ran(
    fake: TelegramSimulator, shipped: Content, database: Path, output: io.StringIO
) -> None:
    async with running(shipped, configured(fake, database), fake):
        ann = fake.person(1001)
        await begin(ann)
    await later(database, -HOURS)
    async with running(shipped, configured(fake, database), fake):
        assert due_in(database) > 0
        await until(lambda: due_in(database) <= IDLE)
    assert output.getvalue().count("clock_jumped") == 1
    assert len(ann.chat.messages) == 1
