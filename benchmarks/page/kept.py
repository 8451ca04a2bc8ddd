"""Measure the memory for an open check, and for a finished one until it is forgotten."""

import asyncio
import secrets
from collections.abc import Iterator

from adapters.checks.state_token import RUN
from adapters.storage.ended_store import EndedStore
from adapters.web.conversation import WebConversation
from adapters.web.form import Form
from benchmarks import statm
from benchmarks.figure import Figure
from benchmarks.page.app import page_here
from messages.content import Content

LOCALE = "nl"
WARM, OPEN, OVER = 300, 2_000, 40_000
"""The numbers of checks to warm up with, to leave open, and to finish. The same number is finished before, as a new
process has spare memory."""
TOGETHER = 500
"""Checks that are stored as finished in one transaction."""
PRESSES = 5
"""The presses after which a check is left open."""


def figures(content: Content) -> Iterator[Figure]:
    """Measure the growth of resident memory and of the file; yields nothing if the system doesn't report memory."""
    if not statm.known():
        return
    opened, over, file = asyncio.run(_measure(content))
    yield Figure("page, open check", round(opened, 1), "bytes")
    yield Figure("page, check that is over, in memory", round(over), "bytes until forgotten")
    yield Figure("page, check that is over, in SQLite", round(file), "bytes until forgotten")


async def _measure(content: Content) -> tuple[float, float, float]:
    async with page_here(content) as page:
        conversation, ended = WebConversation(page.services), page.services.ended
        await _leave_open(conversation, WARM)
        await _end(ended)
        before = statm.resident()
        await _leave_open(conversation, OPEN)
        opened, size = statm.resident(), page.file.stat().st_size
        await _end(ended)
        over = statm.resident()
        return (opened - before) / OPEN, (over - opened) / OVER, (page.file.stat().st_size - size) / OVER


async def _leave_open(conversation: WebConversation, checks: int) -> None:
    for _ in range(checks):
        page = conversation.way_in(LOCALE)
        for _ in range(PRESSES):
            page = await conversation.take(Form(page.screen.buttons[0].payload), LOCALE)


async def _end(ended: EndedStore) -> None:
    for _ in range(OVER // TOGETHER):
        await ended.add(secrets.token_hex(RUN) for _ in range(TOGETHER))
