"""A database that answers and refuses writes: everybody is told, readiness says why, and it works again by itself."""

import asyncio
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from adapters.concurrency.intervals import Intervals
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.caller import PLAIN, until
from tests.support.postgres import Postgres, ask
from tests.support.readiness.database import block
from tests.support.slack_bot import configured as slack_configured
from tests.support.slack_bot import serving
from tests.support.telegram_bot import Bot, begin, configured, running, said, shown, walk

OFTEN = Intervals(look=0.1, again=0.1, write=0.1)
LATER = "Het lukt nu even niet. Probeer het over een paar minuten nog eens."


async def database_says(bot: Bot) -> str:
    async with httpx.AsyncClient(verify=PLAIN) as client:
        answer = await client.get(f"{bot.url}/readyz")
    told: dict[str, str] = answer.json()
    assert answer.status_code == (200 if set(told.values()) == {"ok"} else 503)
    return told["database"]


async def becomes(bot: Bot, wanted: str) -> None:
    async with asyncio.timeout(60):
        while not re.search(wanted, said := await database_says(bot)):
            assert "/" not in said.replace("I/O", ""), said
            await asyncio.sleep(0.05)


@asynccontextmanager
async def read_only(url: str, database: Path) -> AsyncIterator[str]:
    """A node that has been demoted, as far as a connection can tell. Source: PostgreSQL, SQLSTATE 25006."""
    assert str(database) not in url
    for line in ("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()"):
        await ask(url, line)
    try:
        yield "it takes no writes: it is read-only"
    finally:
        for line in ("ALTER SYSTEM RESET default_transaction_read_only", "SELECT pg_reload_conf()"):
            await ask(url, line)


@asynccontextmanager
async def no_tables(url: str, database: Path) -> AsyncIterator[str]:
    assert str(database) not in url
    await ask(url, "ALTER TABLE action RENAME TO elsewhere")
    yield "its tables aren't there"
    await ask(url, "ALTER TABLE elsewhere RENAME TO action")


@asynccontextmanager
async def no_journal(_url: str, database: Path) -> AsyncIterator[str]:
    """What a folder that can't be written to comes to, also for root."""
    journal = database.with_name(f"{database.name}-journal")
    await asyncio.to_thread(block, journal)
    yield "disk I/O error|unable to open database file|Is a directory"
    await asyncio.to_thread(journal.rmdir)


@asynccontextmanager
async def no_file(_url: str, database: Path) -> AsyncIterator[str]:
    kept = database.with_name("backup")
    await asyncio.to_thread(shutil.copy, database, kept)
    await asyncio.to_thread(database.unlink)
    yield "unable to open database file"
    await asyncio.to_thread(kept.rename, database)


@pytest.mark.parametrize("breaking", [read_only, no_tables, no_journal, no_file])
async def test_everybody_is_told_and_it_works_again_by_itself(
    fake: TelegramSimulator,
    shipped: Content,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    breaking: Callable[[str, Path], AbstractAsyncContextManager[str]],
) -> None:
    database, url = tmp_path / "ledger.db", f"sqlite:///{tmp_path}/ledger.db"
    if breaking.__name__ in {"read_only", "no_tables"}:
        server: Postgres = request.getfixturevalue("postgres")
        url = server.database()
    async with running(shipped, configured(fake, url, intervals=OFTEN)) as bot:
        ann, bob = fake.person(1001), fake.person(1002)
        await begin(bob)
        await fake.settled()
        await becomes(bot, "ok")
        async with breaking(url, database) as reason:
            await becomes(bot, reason)
            sent = await ann.say("Kees de Vries")
            await until(lambda: shown(ann) == LATER and ann.chat.find(sent) is None, 15)
            sent = await ann.say("/groomingcheck")
            await until(lambda: ann.chat.find(sent) is None)
            assert len(ann.chat.messages) == 1
            await walk(bob, "Beginnen", "1.")
            assert "Vraag 2" in shown(bob)
        await becomes(bot, "ok")
        await until(lambda: any("groomingcheck" in message.text.lower() for message in ann.chat.messages))


async def test_who_presses_does_not_wait_for_a_database_that_does_not_answer(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    """However many others type meanwhile."""
    async with running(shipped, configured(fake, database)):
        ann, bob = fake.person(1001), fake.person(1002)
        await begin(bob)
        await walk(bob, "Beginnen")
        with closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            for number in range(2, 6):
                sent = await ann.say("Kees de Vries")
                await bob.press(next(label for message in said(bob) for label in message.labels if label[:2] == "1."))
                await until(lambda number=number: f"Vraag {number} van 9" in shown(bob), 8)  # type: ignore[misc]
                await until(lambda sent=sent: ann.chat.find(sent) is None, 8)  # type: ignore[misc]
        await begin(ann)


async def test_on_slack_the_check_goes_on_and_reminders_say_so(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    chosen = replace(
        slack_configured(slack, database, http=True), coordinators=frozenset({"slack:U1"}), intervals=OFTEN
    )
    async with serving(slack, shipped, chosen):
        worker = slack.person("U1")
        async with no_journal("", database):
            await worker.command("/groomingcheck")
            await until(lambda: worker.modal)
            await worker.command("/groomingcheck", "herinnering")
            await until(lambda: worker.modal and LATER in str(worker.modal))
