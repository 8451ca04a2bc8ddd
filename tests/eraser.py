"""`groomingcheck privacy --erase` as it is run beside a bot: a process of its own, on the same platform and ledger."""

import asyncio
import os
import sys
from pathlib import Path

from adapters.ledger.inventory import Inventory
from adapters.ledger.ledger import Ledger
from adapters.ledger.session import Session
from adapters.ledger.wipe import Message, Part
from adapters.telegram.fake.person import Person

ACCOUNT = "telegram:1"
ROOT = Path(__file__).parents[1]


async def erased(subject: str, database: str, **settings: str) -> tuple[int | None, list[str]]:
    """Run it; give its exit status, and its lines but for the first, which says what is about to be done."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "adapters", "privacy", "--erase", subject),
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "GROOMINGCHECK_DATABASE_URL": database, **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), 90)
    if err:
        return process.returncode, err.decode().splitlines()
    first, *lines = out.decode().splitlines()
    assert first == f"De bot haalt alles weg van {subject}. Dit kan een minuut duren."
    return process.returncode, lines


async def held(session: Session) -> tuple[int, int, int]:
    """Count the messages to wipe, the reminders and the occurrences that there are."""
    found = await Inventory(session).all()
    wipes, reminders, occurrences = (
        sum(stock.rows for stock in kind) for kind in (found.wipes, found.reminders, found.occurrences)
    )
    return wipes, reminders, occurrences


async def standing(person: Person, ledger: Ledger, *texts: str, within: float = 900, account: str = ACCOUNT) -> None:
    """Let this person say these things, and have them wiped later."""
    said = [await person.say(text) for text in texts]
    chat = str(person.id)
    await ledger.note([Message(account, chat, str(number), Part.PERSON) for number in said], within)
