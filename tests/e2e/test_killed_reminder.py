"""A bot that is killed with SIGKILL after it posted a reminder, before it took the one before away."""

import time
from pathlib import Path

from adapters.simulators.network_failures import Hang
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.reminders import Destination
from adapters.storage.session import Session
from tests.proof.test_telegram_crash import called, pass_time
from tests.support import made_reminders
from tests.support.caller import until
from tests.support.made_reminders import weekly
from tests.support.spawner import PATIENCE, Crew
from tests.support.store_reader import due, outcomes, rows
from tests.support.telegram_reminders import posts


async def test_the_post_before_is_taken_away_by_the_next_process(
    fake: TelegramSimulator, crew: Crew, database: Path
) -> None:
    team = fake.group(-1002, bot_admin=True)
    bot = await crew.start().up()
    session = await Session.open(f"sqlite:///{database}")
    place = Destination(f"telegram:{fake.account.id}", str(team.id))
    await made_reminders.add(made_reminders.on(session), place, weekly(range(7), "12:00", "2026-01-01"), time.time())
    await until(lambda: outcomes(database) == ["sent"], PATIENCE)
    [first] = posts(team)
    fake.fail("deleteMessage", Hang(60.0), chat=team.id)
    await due(database)
    await until(lambda: called(fake, "deleteMessage"), PATIENCE)
    await bot.kill()
    assert len(posts(team)) == 2
    assert rows(database) == [(str(team.id), str(first.id), "post")]
    pass_time(database, 61)
    await crew.start().up()
    await until(lambda: not rows(database) and len(posts(team)) == 1, PATIENCE)
    assert posts(team)[0].id > first.id
    await session.close()
