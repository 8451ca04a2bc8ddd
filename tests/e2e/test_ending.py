"""The bot ends in time when its platform hangs, and writes what only it knows before it waits for anything."""

import asyncio
import sys
import time
from pathlib import Path

from adapters.cli import channels, serve
from adapters.concurrency.ending import CANCELLING
from adapters.concurrency.intervals import DEFAULT, Intervals
from adapters.runtime import http_server, termination
from adapters.simulators.network_failures import Hang
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.store_reader import due_in, later, moved
from tests.support.telegram_bot import begin, configured, running, walk

FOR_EVER = 100_000.0
SELDOM = Intervals(look=0.1, again=0.1, gather=FOR_EVER, drain=30.0)
"""For a bot that writes a moved deadline once, and all others at its end only."""
SHORT = Intervals(look=0.1, again=0.1, drain=1.0, writing=1.0, rest=1.0)


def test_all_that_may_take_time_fits_into_what_it_may_take_together() -> None:
    turns = DEFAULT.drain + CANCELLING + DEFAULT.writing + CANCELLING
    closing = channels.CLOSING + serve.CLOSING + 2 * CANCELLING
    longest = CANCELLING + turns + DEFAULT.rest + 3 * CANCELLING + closing + termination.LEAVING
    assert longest <= termination.LONGEST
    assert DEFAULT.rest > http_server.DRAIN


SLOW = """
import asyncio, time
from adapters.runtime.termination import Termination, leave_within
class Slow:
    def __del__(self, sleep=time.sleep):
        sleep(1)
slow = Slow()
async def main():
    Termination()
    leave_within(0.2)
asyncio.run(main())
"""


async def test_a_teardown_that_takes_long_on_a_busy_machine_is_no_failure() -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", SLOW)
    assert await process.wait() == 0


async def test_moved_deadlines_are_written_before_turns_are_waited_for(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    async with running(shipped, configured(fake, database, intervals=SELDOM)) as bot:
        ann = fake.person(1001)
        await begin(ann)
        await asyncio.sleep(1)  # so that the next deadline differs from the one that is noted with the screen
        before = time.time() + due_in(database)
        await walk(ann, "Beginnen")
        await asyncio.wait_for(moved(database, before), 10)  # it is written at once, and no other
        await later(database, 500)
        await walk(ann, "1.")
        await fake.settled()
        fake.fail("*", Hang(FOR_EVER), times=10_000)
        await ann.press("Uitleg")
        await until(lambda: fake.calls[-1].method != "getUpdates" and not fake.calls[-1].status)
        assert due_in(database) < 450
        bot.stopping.set()
        await until(lambda: due_in(database) > 850, 25)
        assert not bot.task.done()
        bot.task.cancel()  # as a second signal does
        await asyncio.wait([bot.task])


async def test_turns_that_hang_are_cut_off_and_gone_on_with_by_the_next_start(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    async with running(shipped, configured(fake, database, intervals=SHORT)) as bot:
        people = [fake.person(1001 + number) for number in range(20)]
        await asyncio.gather(*(begin(one) for one in people))
        await fake.settled()
        fake.fail("*", Hang(FOR_EVER), times=10_000)
        for one in people:
            await one.say("/stop")
        await until(lambda: sum(not call.status for call in fake.calls) > len(people) // 2)
        bot.stopping.set()
        assert await asyncio.wait_for(bot.task, 20) == 0
    fake.recover()
    await later(database, 1000)
    async with running(shipped, configured(fake, database)):
        await until(lambda: not any(message.from_bot for one in people for message in one.chat.messages))
