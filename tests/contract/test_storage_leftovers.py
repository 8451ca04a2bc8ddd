"""Old values of a changed reminder soon disappear from all pages of a SQLite file."""

import re
import time
from pathlib import Path

from adapters.channels.services import SharedServices
from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.runtime.upkeep import Upkeep
from adapters.storage.reminders import Destination, OccurrenceOutcome
from adapters.storage.session import Session
from messages.content import Content
from tests.support.made_reminders import add, weekly

ACCOUNT, PLACES, IDLE = "telegram:1", 60, 900.0
DAILY = weekly(range(7), "12:00", "2026-01-01")


async def test_a_look_leaves_nothing_of_what_reminders_were(shipped: Content, tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    session = await Session.open(f"sqlite:///{file}")
    services = SharedServices.on(session, Dialogue(shipped, TokenCipher([b"s" * 32]), IDLE), IDLE, "nl")
    upkeep = Upkeep(services, {ACCOUNT: None})
    await upkeep.look()
    store, past = services.reminder_store, time.time() - 1
    for number in range(PLACES):
        await add(store, Destination(ACCOUNT, f"chat{number:03d}"), DAILY, past)
    for post in ("old{}" * 9, "newer{}" * 50, "newest{}" * 4):
        for claim in await store.claim([ACCOUNT], PLACES, 60.0):
            ids = (post.replace("{}", f"{claim.reminder.id:03d}"), claim.reminder.place.chat)
            await store.settle(claim, past, OccurrenceOutcome.SENT, past, ids)
    for number in range(PLACES):
        for post in await services.wipe_store.known(ACCOUNT, f"chat{number:03d}") or ():
            await services.wipe_store.drop(ACCOUNT, f"chat{number:03d}", post)
    assert b"newer0" in file.read_bytes()
    await upkeep.look()
    assert not re.findall(rb"(?:old|newer)\d+", file.read_bytes())
    await session.close()
