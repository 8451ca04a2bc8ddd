"""On SIGTERM the process finishes what it has begun, confirms what it has taken, and exits."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from adapters.simulators.telegram import errors
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import until
from tests.support.spawner import PATIENCE, Crew
from tests.support.telegram_bot import begin, shown, walk


async def test_a_turn_under_way_is_finished_and_shown(fake: TelegramSimulator, crew: Crew, tmp_path: Path) -> None:
    """A typed number takes two calls, one after the other; the signal comes during the first."""
    program = [sys.executable, "-m", "adapters", "serve"]
    with (tmp_path / "output").open("wb") as output:
        bot = await asyncio.create_subprocess_exec(
            *program, cwd=tmp_path, env=crew.environment(), stdout=output, stderr=output
        )
    ann = fake.person(1001)
    await ann.say("/groomingcheck")
    await until(lambda: shown(ann), PATIENCE)
    await walk(ann, "Beginnen")
    fake.latency = 0.2
    typed = await ann.say("2")
    await until(lambda: any("reply_parameters" in call.parameters for call in fake.calls), PATIENCE)
    bot.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(bot.wait(), PATIENCE) == 0
    [screen] = ann.chat.messages
    assert "Je koos: Een beetje" in screen.text
    assert screen.id < typed
    assert "Traceback" not in (tmp_path / "output").read_text()


async def test_what_was_taken_is_told_to_no_other_process(fake: TelegramSimulator, crew: Crew) -> None:
    """The check's command is taken, and the next request, which would confirm it, fails."""
    bot = await crew.start().up()
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen")
    await fake.settled()
    fake.fail("getUpdates", errors.rate_limited(60))
    await begin(ann)
    await until(lambda: "Vraag 1" not in shown(ann))
    await until(lambda: any(call.status == 429 for call in fake.calls), PATIENCE)
    assert fake.account.queue.pending()
    os.kill(bot.pid, signal.SIGTERM)
    await until(lambda: not bot.alive(), PATIENCE)
    assert fake.account.queue.pending() == []
    [screen] = ann.chat.messages
    await crew.start().up()
    await walk(ann, "Beginnen")
    await fake.settled()
    assert [message.id for message in ann.chat.messages] == [screen.id]
    assert "Vraag 1 van 9" in shown(ann)
