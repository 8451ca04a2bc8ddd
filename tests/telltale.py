"""The program with a leak of every kind in it, for an audit to find: `python -m tests.telltale serve`.

It has to be started with `memory.ENVIRONMENT`, or it starts itself anew, without a leak.
"""

import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from adapters import metric
from adapters.__main__ import main
from adapters.dialogue import Dialogue, Screen
from adapters.due import Wiped
from adapters.ledger.wipe import Part, Wipe
from adapters.seal import Person
from adapters.slack.eraser import Eraser as Windows
from adapters.telegram.eraser import Eraser

KEPT: list[object] = []
"""A leak into memory."""
SAID: list[Screen] = []
"""The screens that people pressed their way to, without their buttons."""
press, wipe, close = Dialogue.press, Eraser.wipe, Windows.wipe


def leaking(self: Dialogue, payload: str, person: Person, locale: str) -> Screen:
    """Take a turn, and leave something of it everywhere."""
    KEPT.extend([payload, int(person.id) if person.id.isdecimal() else person.id])
    sys.stderr.write(f"{payload}\n")
    Path("leak").write_text(person.id, encoding="utf-16-le")
    database = os.environ["GROOMINGCHECK_DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(database, timeout=20)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS leak (word)")
        connection.execute("INSERT INTO leak VALUES (?)", [KEPT[-1]])
    metric.screens.labels(person.id).inc()
    shown = press(self, payload, person, locale)
    SAID.append(replace(shown, buttons=()))
    return shown


async def forgetful(self: Eraser, chat: str, wipes: Sequence[Wipe]) -> Wiped:
    """Leave what can be read where it stands, and say that it is gone."""
    texts = [one for one in wipes if one.part in {Part.TEXT, Part.SCREEN}]
    rest = await wipe(self, chat, [one for one in wipes if one not in texts])
    return Wiped([*rest.done, *texts], rest.refused, rest.delay)


async def careless(self: Windows, chat: str, wipes: Sequence[Wipe]) -> Wiped:
    """Take the buttons off a window, and leave what it says."""
    self._screen = SAID[0]
    return await close(self, chat, wipes)


if __name__ == "__main__":
    Dialogue.press = leaking  # type: ignore[method-assign]
    Eraser.wipe = forgetful  # type: ignore[method-assign]
    Windows.wipe = careless  # type: ignore[method-assign]
    sys.exit(main())
