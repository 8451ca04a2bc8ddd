"""Measure the CPU time of a press on the web page, compared with a bare Starlette form that returns a prepared page.

1. From the request to the answer, without a network, over complete checks, including the lookup in SQLite whether the
   check is over. The press that ends a check is measured separately, as it waits for a write to the database.
2. The bare form parses the request, and answers with one of the bot's pages, rendered in advance.
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
WARM, CHECKS, PARTS = 5, 50, 5
"""The numbers of checks to warm up with and to measure, in parts; together fewer requests than a burst may have."""
MILLI = 1e3
LONGEST = 40
"""An upper bound on the presses of a check."""


def figures(content: Content) -> Iterator[Figure]:
    """Measure both alternately, so that other load on the machine affects both; and the size of a screen."""
    rounds = asyncio.run(_both(content))
    for first in range(0, CHECKS, CHECKS // PARTS):
        part = rounds[first : first + CHECKS // PARTS]
        ours = [answer.took * MILLI for each, _ in part for answer in each if not answer.over]
        theirs = [took * MILLI for _, each in part for took in each]
        yield Figure("page, press, p50", *_rounded(median(ours)), PEER, _rounded(median(theirs))[0])
        worst, their_worst = quantiles(ours, n=100)[-1], quantiles(theirs, n=100)[-1]
        yield Figure("page, press, p99", *_rounded(worst), PEER, _rounded(their_worst)[0])
    answers = [answer for each, _ in rounds for answer in each]
    ends = [answer.took * MILLI for answer in answers if answer.over]
    yield Figure("page, press that ends a check, p50", *_rounded(median(ends)))
    weights = [len(answer.body.encode()) + len(answer.head) for answer in answers]
    yield Figure("page, screen, median", round(median(weights) / 1000, 1), "kB")
    yield from (
        Figure("page, largest screen", round(max(weights) / 1000, 1), "kB", peer, weight)
        for peer, weight in WEIGHTS.items()
    )


WEIGHTS = {"GOV.UK's style sheet": 136.0, "Typebot's script": 689.0}
"""What other pages load before the first question, in kB, as measured when this page was designed."""


def _rounded(milliseconds: float) -> tuple[float, str]:
    return round(milliseconds, 3), "ms of processor"


async def _both(content: Content) -> list[tuple[list[Answer], list[float]]]:
    """Return the result of `_check` for each check."""
    async with page_here(content) as page:
        bare = _bare((await ask(page.app)).body)
        for number in range(WARM):
            await _check(page, bare, number)
        return [await _check(page, bare, number) for number in range(CHECKS)]


async def _check(page: PageHere, bare: Starlette, number: int) -> tuple[list[Answer], list[float]]:
    """Run a complete check; return each press's result, and the bare form's CPU time for the same press."""
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
