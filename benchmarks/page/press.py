"""Measures the processor time of a press on the page, beside a bare form of Starlette that shows a ready page.

1. From the request to the answer, without network: everything that the program itself adds, whole checks long, with the
   look into a database in SQLite whether the check is over. The press that ends a check has a figure of its own, as it
   waits for a note in that database.
2. The bare form reads what is sent, and answers with a page of ours that was written beforehand.
"""

import asyncio
from collections.abc import Iterator
from statistics import median, quantiles
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from benchmarks.figure import Figure
from benchmarks.page.app import PageHere, ask, page_here
from benchmarks.page.person import Answer
from messages.content import Content

PEER = "bare Starlette form"
WARM, CHECKS = 5, 50
"""Checks to warm up with, and checks that are counted: together fewer requests than the page takes at once."""
MILLI = 1e3
LONGEST = 40
"""The most presses of a check; it has fewer."""


def figures(content: Content) -> Iterator[Figure]:
    """Measure both in turns, so that other work on the machine affects both; and what a screen weighs."""
    answers, theirs = asyncio.run(_both(content))
    ours = [answer.took * MILLI for answer in answers if not answer.over]
    for name, of_ours, of_theirs in (
        ("page, press, p50", median(ours), median(theirs)),
        ("page, press, p99", quantiles(ours, n=100)[-1], quantiles(theirs, n=100)[-1]),
    ):
        yield Figure(name, round(of_ours, 3), "ms of processor", PEER, round(of_theirs, 3))
    ends = [answer.took * MILLI for answer in answers if answer.over]
    yield Figure("page, press that ends a check, p50", round(median(ends), 3), "ms of processor")
    weights = [len(answer.body.encode()) + len(answer.head) for answer in answers]
    yield Figure("page, screen, median", round(median(weights) / 1000, 1), "kB")
    yield from (
        Figure("page, largest screen", round(max(weights) / 1000, 1), "kB", peer, weight)
        for peer, weight in WEIGHTS.items()
    )


WEIGHTS = {"GOV.UK's style sheet": 136.0, "Typebot's script": 689.0}
"""What others make a browser load before the first question, in kB, as measured in the design of the page."""


async def _both(content: Content) -> tuple[list[Answer], list[float]]:
    async with page_here(content) as page:
        bare = _bare((await ask(page.app)).body)
        for number in range(WARM):
            await _check(page, bare, number)
        rounds = [await _check(page, bare, number) for number in range(CHECKS)]
        answers = [answer for ours, _ in rounds for answer in ours]
        return answers, [took * MILLI for _, theirs in rounds for took in theirs]


async def _check(page: PageHere, bare: Starlette, number: int) -> tuple[list[Answer], list[float]]:
    """Run a whole check; return each press's result and the processor time of the bare form for the same."""
    sees, ours, theirs = await ask(page.app), list[Answer](), list[float]()
    while not sees.over and len(ours) < LONGEST:
        fields = sees.onward(number)
        sees = await ask(page.app, fields)
        if sees.status != 200:  # noqa: PLR2004 - HTTP's status
            raise RuntimeError(sees.status)
        ours.append(sees)
        theirs.append((await ask(bare, fields)).took)
    return ours, theirs


def _bare(ready: str) -> Starlette:
    async def form(request: Request) -> Response:
        dict(parse_qsl((await request.body()).decode()))
        return HTMLResponse(ready)

    return Starlette(routes=[Route("/", form, methods=["POST"])])
