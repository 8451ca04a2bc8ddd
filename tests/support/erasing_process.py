"""`groomingcheck privacy --erase` beside a bot: a process of its own, on the same platform and database."""

import asyncio
import os
import sys
from pathlib import Path

from adapters.simulators.telegram.person import Person
from adapters.storage.inventory import Inventory
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from adapters.storage.wipes import ChatMessage, MessageKind
from tests.support.command import run

ACCOUNT = "telegram:1"
ROOT = Path(__file__).parents[2]


async def erased(subject: str, database: str, **settings: str) -> tuple[int | None, list[str]]:
    """Run it; return its exit status, and its lines without the first, which says what is about to be done."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "adapters", "privacy", "--erase", subject),
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "GROOMINGCHECK_DATABASE_URL": database, **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), 90)
    return process.returncode, _told(subject, out, err)


async def erased_here(subject: str, database: str, **settings: str) -> tuple[int, list[str]]:
    """Run it in this process, without a bot; return what `erased` does."""
    asked = ("", "privacy", "--erase", subject)
    done = await asyncio.to_thread(run, *asked, GROOMINGCHECK_DATABASE_URL=database, **settings)
    return done.returncode, _told(subject, done.stdout, done.stderr)


def _told(subject: str, out: bytes, err: bytes) -> list[str]:
    if err:
        return err.decode().splitlines()
    first, *lines = out.decode().splitlines()
    assert first == f"De bot haalt alles weg van {subject}. Dit kan een minuut duren."
    return lines


async def held(session: Session) -> tuple[int, int, int]:
    """Count the stored messages to wipe, reminders and occurrences."""
    found = await Inventory(session).all()
    wipes, reminders, occurrences = (
        sum(stock.rows for stock in kind) for kind in (found.wipes, found.reminders, found.occurrences)
    )
    return wipes, reminders, occurrences


async def standing(
    person: Person, wipe_store: WipeStore, *texts: str, within: float = 900, account: str = ACCOUNT
) -> None:
    """Make this person say these things, to be wiped later."""
    said = [await person.say(text) for text in texts]
    chat = str(person.id)
    await wipe_store.note([ChatMessage(account, chat, str(number), MessageKind.PERSON) for number in said], within)
