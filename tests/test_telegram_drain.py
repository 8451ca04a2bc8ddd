"""Told to stop, the process ends what it has begun, says what it has taken, and goes."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from adapters.telegram.fake import error
from adapters.telegram.fake.server import FakeTelegram
from tests.bot import begin, shown, walk
from tests.caller import until
from tests.spawner import PATIENCE, Crew


async def test_a_turn_under_way_is_finished_and_shown(fake: FakeTelegram, crew: Crew, tmp_path: Path) -> None:
    """A typed number takes four calls, one after the other; it is told to stop during the first.

    The notice of the pinning, which comes in later, is for the next process to wipe.
    """
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
    await until(lambda: any(call.method == "pinChatMessage" for call in fake.calls), PATIENCE)
    bot.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(bot.wait(), PATIENCE) == 0
    assert "Je antwoord op vraag 1: Een beetje" in ann.chat.messages[0].text
    assert ann.chat.pins == []
    assert ann.chat.find(typed) is None
    assert "Traceback" not in (tmp_path / "output").read_text()


async def test_what_was_taken_is_told_to_no_other_process(fake: FakeTelegram, crew: Crew) -> None:
    """The check's command is taken, and the next request, which would confirm it, fails."""
    bot = await crew.start().up()
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen")
    await fake.settled()
    fake.fail("getUpdates", lambda: error.rate_limited(60))
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
