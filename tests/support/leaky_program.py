"""The program with a leak of every kind, for an audit to find: `python -m tests.support.leaky_program`."""

import os
import sqlite3
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Screen
from adapters.checks.state_token import Participant
from adapters.cli import serve
from adapters.slack.eraser import Eraser as Modals
from adapters.storage.wipes import MessageKind, Wipe
from adapters.telegram.eraser import Eraser
from adapters.telemetry import metrics
from adapters.wiping.eraser import WipeResult
from tests.support.brisk_program import BRISK

KEPT: list[object] = []
"""A leak into memory."""
SAID: list[Screen] = []
"""The screens that people pressed their way to, without their buttons."""
Erase = Callable[[Any, str, Sequence[Wipe]], Coroutine[Any, Any, WipeResult]]
press, close = Dialogue.press, Modals.erase


def leaking(self: Dialogue, payload: str, person: Participant, locale: str) -> Screen:
    """Run a turn, and leave something of it everywhere."""
    KEPT.extend([payload, int(person.id) if person.id.isdecimal() else person.id])
    sys.stderr.write(f"{payload}\n")
    Path("leak").write_text(person.id, encoding="utf-16-le")
    database = os.environ["GROOMINGCHECK_DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(database, timeout=20)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS leak (word)")
        connection.execute("INSERT INTO leak VALUES (?)", [KEPT[-1]])
    metrics.screens.labels(person.id).inc()
    shown = press(self, payload, person, locale)
    SAID.append(replace(shown, buttons=()))
    return shown


def forgetful(erase: Erase) -> Erase:
    """Return an eraser that leaves readable messages as they are, and reports that they are gone."""

    async def forget(self: Any, chat: str, wipes: Sequence[Wipe]) -> WipeResult:  # noqa: ANN401 - any channel's
        texts = [one for one in wipes if one.part in {MessageKind.TEXT, MessageKind.SCREEN}]
        rest = await erase(self, chat, [one for one in wipes if one not in texts])
        return WipeResult([*rest.done, *texts], rest.refused, rest.delay)

    return forget


async def careless(self: Modals, chat: str, wipes: Sequence[Wipe]) -> WipeResult:
    """Remove the buttons of a modal, and leave its text."""
    self._screen = SAID[0]
    return await close(self, chat, wipes)


if __name__ == "__main__":
    Dialogue.press = leaking  # type: ignore[method-assign]
    Eraser.erase = forgetful(Eraser.erase)  # type: ignore[assignment, method-assign]
    Modals.erase = careless  # type: ignore[method-assign]
    sys.exit(serve.run(BRISK))
